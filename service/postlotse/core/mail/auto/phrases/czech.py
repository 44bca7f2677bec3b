"""Czech."""

from postlotse.core.mail.auto.cues import Cue, Phrases

PHRASES: Phrases = {
    Cue.SELF: """
        toto|tato|jde je|o … automatická|automatické|automatickou odpověď|potvrzení
        ^ automatická odpověď $
    """,
    Cue.MADE: """
        tato|tento zpráva|email|mail … automaticky
        zpráva|email [byla|byl] vygenerován~|vygenerovan~ automaticky
        automaticky vygenerovan~|generovan~|odeslan~|vygenerován~|generován~|odeslán~
    """,
    Cue.NO_REPLY: """
        neodpovídejte
        na tento|tuto … neodpovídejte
    """,
    Cue.AWAY: """
        omezený přístup
        jsem|budu|nejsem … mimo|v kancelář|kanceláři
        mimo kancelář
        nejsem|nebudu … v kanceláři|práci
        jsem|budu … nepřítomen|nepřítomna
        v|během|po|době mé|dobu nepřítomnosti
        mé|mojí nepřítomnosti
        na mateřské|rodičovské|nemocenské
        na služební cestě
    """,
    Cue.LEAVE: """
        jsem|budu|čerpám … na|dovolené|dovolenou|dovolené
        čerpám|mám … dovolenou
        nebudu|nejsem … k|dostupný|dostupná|zastižení|dosažení
    """,
    Cue.CLOSED: """
        naše|náš|kancelář|úřad|ordinace … zavřen~|uzavřen~
        máme … zavřeno
    """,
    Cue.LEFT: """
        již|už nepracuji|nepracuje
        nejsem již|už zaměstnancem
        odešel|odešla … důchodu
    """,
    Cue.UNREAD: """
        tato|tuto|tento schránka|adresa|schránku … není|nikdo [již] … sledován~|monitorován~|čten~|aktivn~|nesleduje
        zprávy|emaily … nebudou|nejsou … čten~|přeposílán~
    """,
    Cue.BACK: """
        do pondělí|úterý|středy|čtvrtka|pátku|odvolání|1~|2~|3~|0~
        od … do
        vrátím|vracím|návratu|návrat
        opět|zase|znovu … v|k|budu
    """,
    Cue.URGENT: """
        v naléhavých|urgentních|případě|neodkladných … případech|naléhavosti|nutnosti|záležitostech|potřeby
    """,
    Cue.INSTEAD: """
        obraťte|obracejte se
        kontaktujte
        mou|můj|moje kolegyni|kolega|kolegyně
    """,
    Cue.LATER: """
        co nejdříve
        po návratu|mém
        jakmile
        odpovím|odpovíme|ozveme|ozvu
        bude vyřízen~|zpracován~
    """,
    Cue.TERM: """
        do|během … pracovních dnů
        pracovních dnů
    """,
    Cue.THANKS: """
        děkuji|děkujeme|děkuju za … zprávu|email|mail|dotaz|zájem
    """,
    Cue.RECEIVED: """
        vaše|váš|vaši zpráva|zprávu|požadavek|email|žádost|dotaz … přijat~|obdržel~|zaevidován~|zaregistrován~|doručen~
        obdrželi jsme
        potvrzujeme přijetí
    """,
    Cue.TICKET: """
        číslo|číslem požadavku|tiketu|žádosti
        pod číslem
        tiket~|ticket
    """,
    Cue.ASK: """
        můžete|mohli|mohl|mohla [byste|bych|prosím] mi|nám
        chtěl|chtěla|potřebuji|hledám|potřebujeme|chceme|hledáme
        mám dotaz|otázku
        prosím o|pošlete
        proč
    """,
    Cue.OWN: """
        můj|moje|naše|náš syn|dcera|dítě|manžel|manželka|byt|žádost|balík
        v příloze
    """,
    Cue.ABOUT: """
        dostal|dostala|přišla|přišel … automatick~|chyb~
        vaše automatická
        mail|email|zpráva … vrátil~
    """,
}
