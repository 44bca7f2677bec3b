"""Albanian."""

from postlotse.core.mail.auto.cues import Cue, Phrases

PHRASES: Phrases = {
    Cue.SELF: """
        kjo|ky është … përgjigje|përgjigjje|konfirmim|njoftim automatike|automatik
        ^ përgjigje automatike $
    """,
    Cue.MADE: """
        ky|kjo|mesazh mesazh|email|postë|mesazhi … automatik~|automatikisht
        gjeneruar|dërguar|krijuar automatikisht|në
        mesazh automatik|i
        në mënyrë automatike
    """,
    Cue.NO_REPLY: """
        mos u|ju|iu përgjigjni|përgjigj
        mos … përgjigjeni|ktheni
    """,
    Cue.AWAY: """
        nuk|jam|do … jam|jashtë|mungoj|jem … në|zyrës|zyrë
        jashtë zyre|zyrës
        mungoj|mungojë … nga|deri
        gjatë|në mungesës|mungesën|mungesë time|sime
        leje lindjeje|lindje|vjetore|mjekësore|prindërore|lehonie
        në udhëtim pune
    """,
    Cue.LEAVE: """
        jam|do|ndodhem|jemi … me|në pushime|leje|pushim|udhëtim
        nuk do|mund … mund|të … lexoj|përgjigjem|kontrolloj
        nuk jam … disponueshëm|disponueshme|arritshëm|arritshme
    """,
    Cue.CLOSED: """
        zyra|zyrat|shoqata|qendra jonë|tona … mbyllur
        jemi [të] mbyllur
        zyra … mbyllur
    """,
    Cue.LEFT: """
        nuk punoj|punon më
        më nuk punoj|punon
        jam larguar
        dola|dalë në pension
    """,
    Cue.UNREAD: """
        kjo|ky|kjo kuti|adresë|llogari|kutia|adresa … nuk … monitorohet|lexohet|përdoret|kontrollohet|aktive
        mesazhi|mesazhet|emailet|email~ … nuk … lexohen|përcillen|përcillet|lexohet|përcjellë
    """,
    Cue.BACK: """
        deri më|në|me|të
        nga … deri
        kthehem|kthimi|kthim|rikthehem|rikthehemi
        prej … deri
        përsëri|sërish … në|më
    """,
    Cue.URGENT: """
        për raste|çështje|çdo|urgjenca … urgjente|emergjente|urgjencë
        në|nëse raste|rast|është … urgjente|emergjence|urgjence|urgjent
    """,
    Cue.INSTEAD: """
        kontaktoni|drejtohuni|kontaktojeni
        kolegen|kolegun|kolegja|kolegu
    """,
    Cue.LATER: """
        sa më shpejt|parë
        pas|kur kthimit|kthehem
        do t ju|iu … përgjigjem|përgjigjemi|kontaktojmë
        do … përgjigjem|përgjigjemi|shqyrtohet|trajtohet
    """,
    Cue.TERM: """
        brenda … ditëve|orëve|ditë|orë
        ditë|ditëve pune
    """,
    Cue.THANKS: """
        faleminderit|falemnderit|falënderojmë|ju për … mesazhin|emailin|interesimin|kërkesën|mesazhin|kontaktin
        ju faleminderit|falënderojmë|falemnderit [që] [na] për|keni|kontaktuat
        faleminderit që na
    """,
    Cue.RECEIVED: """
        mesazhi|kërkesa|emaili|ankesa juaj … marrë|pranuar|regjistruar|arriti|mbërriti
        kemi marrë mesazhin|kërkesën
        konfirmojmë marrjen|pranimin
        e morëm
    """,
    Cue.TICKET: """
        numrin|numër|numri [i|e|të] 0~|1~|2~|3~|4~|5~|6~|7~|8~|9~|referencës|kërkesës|biletës|protokollit
        me numër|numrin
    """,
    Cue.ASK: """
        a mund|keni|ka|është|mundeni|do|jeni
        mund të më|na|ju
        dua|dëshiroj|kërkoj|kërkojmë|duam|doja|dëshirojmë
        kam nevojë|një
        pyetje … kam
        më duhet
        si|kur|ku|pse mund|duhet|është|mundem
        ju lutem … më|na|dërgoni|tregoni|konfirmoni
    """,
    Cue.OWN: """
        djali|vajza|fëmija|fëmijët|burri|gruaja|nëna|babai|banesa|fqinji im|ime|tim|tonë
        bashkëngjitur
        takimin|takimi|pakoja
        dakord
    """,
    Cue.ABOUT: """
        mora|kam … përgjigje|mesazh … automatike|automatik|gabimi
        përgjigjja|përgjigjen juaj automatike
        emaili|mesazhi im … kthye|kthyer
    """,
    Cue.OFFER: """
        keni … pyetje
    """,
}
