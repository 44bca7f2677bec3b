"""Somali."""

from postlotse.core.mail.auto.cues import Cue, Phrases

PHRASES: Phrases = {
    Cue.SELF: """
        tani|kani|kan|tan waa … jawaab|xaqiijin … otomaatig~|otomatig~|automatic|toos
        jawaab otomaatig~|otomatig~|toos
        jawaabta otomaatig~|tooska
    """,
    Cue.MADE: """
        fariintan|farriintan|emailkan|iimaylkan|emailkani … si|otomaatig~|otomatig~|toos … otomaatig~|otomatig~|toos|ah
        si otomaatig~|otomatig~|toos ah
        fariin|farriin otomaatig~|otomatig~
    """,
    Cue.NO_REPLY: """
        ha ka|ku|u jawaabin|jawaabina
        fadlan ha … jawaabin|jawaabina
    """,
    Cue.AWAY: """
        ma|kuma|kama|ma joogo|jiro|shaqeeyo|jirayo … xafiiska
        xafiiska ma|kuma|kama joogo|jiro|jiri|joogi
        ka maqan|maqanahay xafiiska
        waan|waxaan|waxan … maqanahay|maqan
        inta|mudada|muddada aan maqanahay
        fasax dhalmo|sanadeed|caafimaad|shaqo
        fasaxa dhalmada|sanadka
    """,
    Cue.LEAVE: """
        fasax baan|ayaan|waxaan … ahay|ku|jiraa
        waxaan|waxan|waan … fasax … ahay|ku|jiraa|galay
        ma … awoodi|awoodo|heli … akhri~|jawaab~
        fasax ayaan|baan
    """,
    Cue.CLOSED: """
        xafiiskeenu|xafiiskayagu|xafiiskeena|xafiiska|ururkeenu … xiran|xidhan
        waan|waxaan … xiran|xidhan nahay
    """,
    Cue.LEFT: """
        kama|ma shaqeeyo … halkan|dambe|hadda|sii
        ka tagay|baxay shaqada|shirkadda
        hawlgab
    """,
    Cue.UNREAD: """
        sanduuqan|cinwaankan|emailkan|iimaylkan|sanduuqa|ciwaankan … lama|ma … akhriyo|kormeero|isticmaalo|eego|la
        fariintaada|farriimaha|fariimaha|emailada … lama|looma … akhri~|gudbin~|diri|gudbiyo
    """,
    Cue.BACK: """
        ilaa|tan maalinta|taariikhda|isniinta|talaadada|arbacada|khamiista|jimcaha|1~|2~|3~|0~|bisha|iyo
        laga … ilaa
        soo noqon|laabanayaa|noqonayaa|laaban
        waxaan soo noqon~|laaban~
    """,
    Cue.URGENT: """
        arrimaha|xaaladaha|haddii|wixii … degdeg~|deg
    """,
    Cue.INSTEAD: """
        la xiriir|xidhiidh|soo|xiriira
        fadlan … xiriir|xidhiidh|wac
        saaxiibkay|shaqaale
    """,
    Cue.LATER: """
        sida|sidii ugu dhaqsaha|dhakhsaha|dhaqsiyaha|dhakhsiyaha
        ugu dhaqso|dhakhso|dhaqsaha
        markaan|marka aan|soo … noqdo|laabto
        waan|waxaan|waanu ku|kuu|kugu|idin … jawaab~|soo
    """,
    Cue.TERM: """
        gudaheed|gudahood
        maalmood shaqo
    """,
    Cue.THANKS: """
        waad|waan|mahadsanid ku|mahadsantahay|mahadsan|farriintaada … fariintaada|farriintaada|emailkaaga|
            mahadsantahay|xiriirkaaga
        mahadsanid … fariintaada|farriintaada|emailkaaga|soo
        waad ku mahadsan~ … fariin~|farriin~|email~|inaad
    """,
    Cue.RECEIVED: """
        fariintaada|farriintaada|codsigaaga|emailkaaga|codsigaagii … waa|waan|la|heln~ … helay|diiwaan~|gaaray|qaatay|
            helnay
        waan|waxaan helnay
    """,
    Cue.TICKET: """
        lambarka|lambar|tirada codsiga|tixraaca|0~|1~|2~|3~|4~|5~|6~|7~|8~|9~|diiwaangelinta
    """,
    Cue.ASK: """
        ma … kartaa|kartaan|karaa|karnaa|jiraa
        miyaad|miyaan|miyay
        waxaan rabaa|doonayaa|raadinayaa|baahanahay|weydiin~|rabay
        waxaan … rabaa|u
        su aal baan
        sidee|goorma|xaggee|maxaa|halkee
        fadlan ii|noo
    """,
    Cue.OWN: """
        wiilkayga|gabadhayda|ilmahayga|carruurtayda|ninkayga|xaaskayga|hooyaday|aabahay|gurigayga|wiilkaygu|gabadhaydu
        ballan~|lifaaq~|dugsigiisa|dugsigeeda
    """,
    Cue.ABOUT: """
        waxaan|waxa … helay|heley|timid … jawaab|fariin|farriin … otomaatig~|khalad
        jawaab otomaatig~ … helay|ii
        emailkaygii|fariintaydii|emailkayga … soo noqday|noqotay
    """,
}
