"""Kurmanji."""

from postlotse.core.mail.auto.cues import Cue, Phrases

PHRASES: Phrases = {
    Cue.SELF: """
        ev … bersiv~ … otomatîk|xweber|otomatik
        bersiva otomatîk|xweber|otomatik
        bersiveke otomatîk|xweber|otomatik
        bersivek otomatîk|xweber|otomatik
    """,
    Cue.MADE: """
        ev peyam|email|name|eposta … otomatîk|xweber|bixweber|otomatik
        otomatîk|xweber|bixweber hat|hatiye|hatîye|tê şandin|çêkirin|afirandin
        bi awayekî|awayek otomatîk|xweber
        peyama otomatîk|xweber
        peyameke otomatîk|xweber
    """,
    Cue.NO_REPLY: """
        bersivê|bersiv|bersiva nedin|nede
        ji kerema xwe bersivê|bersiv nedin
    """,
    Cue.AWAY: """
        ne li|di ofîsê|nivîsgehê|buroyê|kar|nivîsgeha|ofisê|ofîsa|karê
        li ofîsê|nivîsgehê|buroyê|kar|ofisê ne|nînim|nînin|nabim
        li derveyî ofîsê|nivîsgehê|buroyê
        di dema nebûna|tunebûna min
        di|dema nebûna|tunebûna min
        di betlaneya|îzna dayikbûnê|zayînê|salane
    """,
    Cue.LEAVE: """
        ez … di|li betlaneyê|îznê|tatîlê|betlaneya|tatîla|îzna
        ez|em … betlaneyê|îznê|tatîlê
        nikarim|nikare … emailan|peyaman|nameyan|bixwînim|bersivê
        ne amade me
        ez ne li|amade vir|me
    """,
    Cue.CLOSED: """
        ofîsa|nivîsgeha|buroya|komeleya|navenda me … girtî
        em … girtî ne
        girtî ye|ne|dibe
    """,
    Cue.LEFT: """
        êdî|edî … naxebitim|naxebite|nakim|nîn~
        ji kar derketim|veqetiyam|derketime
        teqawît|xaneneşîn bûm
    """,
    Cue.UNREAD: """
        ev|qutiya qutî|navnîşan|adres|hesab|email … nayê|naye … xwendin|kontrolkirin|bikaranîn|şopandin
        peyama|peyamên|emaila|nameya … nayê|nayên … xwendin|şandin|veguhastin
    """,
    Cue.BACK: """
        heta|heya 1~|2~|3~|0~|roja|duşemê|sêşemê|çarşemê|pêncşemê|înê|dawiya|meha
        ji … heta|heya
        vedigerim|vegerim|vegera|vedigerin
        dîsa … bim|me|vedigerim|li
        piştî … vedigerim
    """,
    Cue.URGENT: """
        di rewşên|rewşa|karên|mijarên lezgîn|acîl|awarte|lezgin
        ji bo karên|mijarên|rewşên lezgîn|acîl|awarte|lezgin
        eger|heke|ger … lezgîn|acîl|lezgin
    """,
    Cue.INSTEAD: """
        têkiliyê|pêwendiyê|têkilî bi|deynin
        têkilî|pêwendî … deynin|bigirin
        hevkara|hevkarê|hevala min
    """,
    Cue.LATER: """
        zûtirîn dem~|demê
        di zûtirîn demê|dem|wextê
        piştî vegera|vegerê
        dema|gava [ku] [ez] vegeriyam|vedigerim|vegerim
        ez ê … bersiv~|bidim
        em ê … bersiv~|bidin|binirxînin
    """,
    Cue.TERM: """
        di nav … rojan|rojên|saetan
        rojên kar|xebatê
    """,
    Cue.THANKS: """
        spas|sipas ji|bo … peyama|emaila|nameya|epeyama|eposteya|daxwaza|têkiliya
        ji bo peyama|emaila|nameya|eposteya|daxwaza we spas|sipas
    """,
    Cue.RECEIVED: """
        peyama|emaila|daxwaza|nameya|serlêdana|daxwaznameya we|te … gihîşt|gihaşt|hat|hatiye|wergirt|gihîştiye|gihiştiye
        me … we wergirt|stand
    """,
    Cue.TICKET: """
        hejmara daxwaz~|dosya|tomar~|serlêdan~|bilêt~|referans~|tîket~
        bi|di|bin hejmara|hejmar
        hejmar|hejmara 0~|1~|2~|3~|4~|5~|6~|7~|8~|9~
    """,
    Cue.ASK: """
        gelo
        hûn dikarin|karin
        dikarin … ji|bi|min|me|bibêjin|bişînin
        ez dixwazim|digerim
        em dixwazin|digerin
        hewcedarî|hewce|pêwîstiya min|me|bi
        pirs~ min|me|heye
        pirsek|pirseke
        çawa|kengî|çima
        ji kerema xwe … bişînin|bibêjin|agahdar|alîkar~
    """,
    Cue.OWN: """
        kurê|keça|zarokê|zarokên|jina|mêrê|diya|bavê|mala|xaniyê|cîranê min
        pêvek~|hevdîtin~|randevû~|dibistan~|pakêt~
    """,
    Cue.ABOUT: """
        min … bersiv~|peyam~ … otomatîk|xweber … girt|stand|wergirt|hat
        bersiva we ya otomatîk|xweber
        emaila|peyama|nameya min … vegeriya|nehat|paş
    """,
}
