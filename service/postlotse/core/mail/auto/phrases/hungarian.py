"""Hungarian."""

from postlotse.core.mail.auto.cues import Cue, Phrases

PHRASES: Phrases = {
    Cue.SELF: """
        ez [egy] automatikus válasz~|visszaigazolás|értesítés
        ^ automatikus válasz $
    """,
    Cue.MADE: """
        ez|ezt az|a üzenet|üzenetet|levél|levelet|email|emailt … automatikus~|automatikusan|rendszer
        automatikusan generált|küldött|létrehozott|készült
        automatikus üzenet
    """,
    Cue.NO_REPLY: """
        ne válaszoljon
        kérjük … ne válaszoljon
    """,
    Cue.AWAY: """
        nem|házon vagyok|leszek|kívül … irodában|bent|vagyok
        irodán|házon kívül
        távol vagyok|leszek
        távollétem|távollétemben
        szülési|gyermekgondozási|betegszabadságon|gyeden|gyesen szabadságon|vagyok
        irodában nem|vagyok
    """,
    Cue.LEAVE: """
        szabadságon|nyaraláson vagyok|leszek|vagyunk
        nem … elérhető|tudok|érhető
        szabadságon
        korlátozottan … elérhető
    """,
    Cue.CLOSED: """
        irodánk|irodáink|ügyfélszolgálatunk|egyesületünk … zárva|zárt
        zárva tart~|vagyunk|leszünk
    """,
    Cue.LEFT: """
        már nem … dolgozom|dolgozik
        nem dolgozom|dolgozik már
        nyugdíjba
    """,
    Cue.UNREAD: """
        ezt|ez|az a|az postafiók~|cím~|fiók~|email … nem … figyel~|olvas~|használ~|kezel~|ellenőr~|aktív
        üzenet~|levele~ … nem … továbbít~|olvas~
    """,
    Cue.BACK: """
        ig|jéig|között
        visszatér~|jövök vissza
        legközelebb|ismét|újra … leszek|vagyok|elérhető
        tól … ig
        től … ig
    """,
    Cue.URGENT: """
        sürgős|halaszthatatlan esetben|ügyben|ügyekben|kérdés~
    """,
    Cue.INSTEAD: """
        forduljon|keresse|hívja
        kollégám~|kolléganőm~
    """,
    Cue.LATER: """
        amint … lehet~|visszatér~
        lehető leghamarabb|legrövidebb
        visszatérésem után
        válaszolok|válaszolni|válaszolunk|jelentkezem|jelentkezünk|feldolgoz~
    """,
    Cue.TERM: """
        napon|órán|héten belül
        munkanap~
    """,
    Cue.THANKS: """
        köszönöm|köszönjük … levelét|üzenetét|megkeresését|emailjét|érdeklődését
    """,
    Cue.RECEIVED: """
        üzenetét|levelét|kérését|bejelentését|megkeresését|kérelmét … megkaptuk|fogadtuk|rögzítettük|iktattuk
        üzenete|levele|kérése|bejelentése|megkeresése … megérkezett|beérkezett
    """,
    Cue.TICKET: """
        azonosító|azonosítója|azonosítószám|ügyszám|iktatószám|hibajegy~|jegyszám
    """,
    Cue.ASK: """
        tudna|tudnának|tudnátok|lehet e|nekem|segíteni|küldeni
        tudna|tudnának|lehetne
        szeretnék|szeretném|szeretnénk|keresek|keresünk
        szükségem van
        kérdésem|kérdésünk
        hogyan|mikor|hol|miért
        kérem … küldje|írja|mondja|segítsen
    """,
    Cue.OWN: """
        fiam|lányom|gyermekem|gyerekem|férjem|feleségem|anyám|apám|lakásom|kérelmem|csomag~
        csatolva|mellékelve|csatolom|mellékelem
        időpont~
    """,
    Cue.ABOUT: """
        kaptam|jött … automatikus
        automatikus válaszuk~|válaszát|válaszukat
    """,
}
