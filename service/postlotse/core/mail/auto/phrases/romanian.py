"""Romanian."""

from postlotse.core.mail.auto.cues import Cue, Phrases

PHRASES: Phrases = {
    Cue.SELF: """
        acesta|aceasta este … răspuns|confirmare automat|automată|automata
        acest răspuns|mesaj este|a … automat
        ^ răspuns automat $
        mesaj automat de absență|confirmare|răspuns
    """,
    Cue.MADE: """
        acest|aceasta mesaj|email|mail … automat
        mesaj|email generat|trimis automat
        generat automat
    """,
    Cue.NO_REPLY: """
        nu răspundeți|raspundeti [la] acest|la
        să nu răspundeți
        vă rugăm să nu răspundeți
    """,
    Cue.AWAY: """
        acces limitat … email|mail|poștă
        nu sunt|mă|voi … la|în|fi birou|serviciu
        sunt|voi|mă … plecat|plecată|absent|absentă … birou|serviciu|până
        în|pe absența|durata|timpul mea|absenței
        în lipsa mea
        concediu … odihnă|maternitate|medical|creștere|parental|creșterea|paternitate
        lipsesc … birou
        deplasare în interes
    """,
    Cue.LEAVE: """
        sunt|voi|mă|suntem … în|aflu concediu|vacanță|deplasare
        nu sunt|voi|pot … disponibil|disponibilă|contactat|contactată|accesa|citi|răspunde
    """,
    Cue.CLOSED: """
        biroul|birourile|sediul|instituția|cabinetul|secretariatul|asociația nostru|noastre|noastră|este|sunt|va|
            vor … închis|închise|închisă
        suntem închiși
        nu lucrăm
    """,
    Cue.LEFT: """
        nu mai lucrez|lucrează|fac
        am părăsit
        a părăsit … compania|instituția|asociația|organizația
        pensionat|pensionată|pensie
    """,
    Cue.UNREAD: """
        această|aceasta|acest căsuță|adresă|adresa|cont … nu [mai] … monitorizată|citită|verificată|activă|folosită|
            utilizată|monitorizat|activ
        mesajele|mesajul|emailurile|emailul nu va|vor fi|sunt … citite|citit|redirecționat|redirecționate|transmis
    """,
    Cue.BACK: """
        până la|pe|în|luni|marți|miercuri|joi|vineri
        începând|incepand cu|din
        revin|reîntorc|întorc|revenire|întoarce … în|pe|la|din
        la revenire
        voi reveni|întoarce
        în perioada
    """,
    Cue.URGENT: """
        în caz|cazuri|situații de … urgență|urgențe|urgente
        pentru urgențe|probleme|chestiuni|situații … urgente|contactați|adresați
        pentru urgențe
    """,
    Cue.INSTEAD: """
        contactați|contactati
        vă rugăm … contactați|adresați
        vă puteți adresa
        colega|colegul|colegii mea|meu|mei
    """,
    Cue.LATER: """
        cât mai curând|repede|scurt
        cel mai scurt timp
        la|după întoarcere|revenire|revenirea
        când mă|voi întorc|revin|reveni
        vă voi|vom răspunde|contacta
        vom reveni
        va fi procesat~|prelucrat~|soluționat~
        veți primi un răspuns
    """,
    Cue.TERM: """
        în termen
        zile lucrătoare
        de ore
    """,
    Cue.THANKS: """
        mulțumim|multumim|mulțumesc|multumesc pentru|pt mesaj~|email~|solicitare~|interes~|că
        vă|îți mulțumim|mulțumesc pentru mesaj~|email~|solicitare~|interes~
    """,
    Cue.RECEIVED: """
        mesajul|emailul|solicitarea|cererea|sesizarea dumneavoastră|dvs|tău|ta|dumneavoastra … primit|primită|
            înregistrat|înregistrată|recepționat|recepționată
        am primit mesajul|emailul|solicitarea|cererea
        confirmăm primirea|recepționarea
    """,
    Cue.TICKET: """
        număr|numărul|nr [de] [înregistrare|referință|tichet] 0~|1~|2~|3~|4~|5~|6~|7~|8~|9~
        număr|numărul de înregistrare|referință|tichet|ticket
        tichet|tichetul|ticket|ticketul
    """,
    Cue.ASK: """
        puteți|ați|poți|aș putea|să|mă|îmi|ne … ajuta|ajutați|spuneți|trimiteți|trimite|spune|confirma|confirmați|da
        îmi|ne|mă puteți|puteti
        aș|am vrea|dori|nevoie
        vreau|doresc|dorim|căutăm|caut|vrem
        avem|am o|nevoie întrebare|de
        o întrebare
        este posibil
        cum|când|unde|ce|cine|de ce trebuie|pot|este|putem|se
    """,
    Cue.OWN: """
        fiul|fiica|copilul|copiii|soțul|soția|mama|tatăl|apartamentul|vecinul meu|mea|mei|nostru
        atașat|atașez|anexat
        programarea|programare|coletul|colet
        de acord
    """,
    Cue.ABOUT: """
        nu este|e|sunt [un] … automat|robot
        doar|numai … automat|automate
        am primit … răspuns|mesaj … automat|eroare
        răspunsul|mesajul dumneavoastră|vostru automat
        mesajul|emailul meu|mea … întors|returnat|respins
        mesaj de eroare
    """,
    Cue.OFFER: """
        aveți … întrebări
    """,
}
