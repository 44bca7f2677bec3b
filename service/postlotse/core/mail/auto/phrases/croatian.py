"""Croatian, Serbian, Bosnian; the Cyrillic spelling is made from this one."""

from postlotse.core.mail.auto.cues import Cue, Phrases

PHRASES: Phrases = {
    Cue.SELF: """
        ovo|ova je … automatski|automatska|automatsko odgovor|potvrda|obavijest|obaveštenje
        ovaj odgovor … automatski
        ^ automatski odgovor $
        automatska potvrda prijema|primitka
    """,
    Cue.MADE: """
        ova|ovaj|ovo poruka|mail|email|mejl … automatski|automatska
        automatski generi~|poslan~|poslat~|kreira~
        automatska poruka
    """,
    Cue.NO_REPLY: """
        ne odgovarajte|odgovarati
        nemojte odgovarati
    """,
    Cue.AWAY: """
        ograničen pristup … pošti|mailu|mejlu
        nisam|neću … u|na biti uredu|kancelariji|poslu|uredi
        nisam … u uredu|kancelariji
        nisam … na poslu
        odsutan|odsutna|odsutni|odsustvujem
        van|izvan kancelarije|ureda
        za vrijeme|vreme moje|mog|mojeg odsutnosti|odsustva|odsustvovanja
        tijekom|tokom moje|mog|mojeg odsutnosti|odsustva
        u mojoj|mom odsutnosti|odsustvu
        na porodiljnom|porodiljskom|rodiljnom|bolovanju|roditeljskom
        na službenom|sluzbenom putu|putovanju
    """,
    Cue.LEAVE: """
        sam|bit|biću|smo … na godišnjem|odmoru|putu|dopustu
        na godišnjem [sam|smo] odmoru
        nisam … dostupan|dostupna
        sam|biti|biću … nedostupan|nedostupna
        neću moći … odgovarati|odgovoriti|čitati
    """,
    Cue.CLOSED: """
        naš|naša|ured|kancelarija|udruga|udruženje|služba … je|će|ne … zatvoren~|radi
        ne radimo
        smo zatvoreni
    """,
    Cue.LEFT: """
        više ne radim|radi
        ne radim|radi više
        nisam|nije više zaposlen~|zaposlenik
        u mirovini|penziji
        napustio|napustila … firmu|tvrtku|udrugu|udruženje|kompaniju
    """,
    Cue.UNREAD: """
        ovaj|ova|ovo|na sandučić|adresa|pretinac|račun|adresu|nalog … ne|nije|se [više] … čita|prati|nadzire|
            provjerava|proverava|koristi|aktivna|aktivan
        adresa … više se ne
        poruke|poruka|mailovi … neće|ne … biti|se … pročitan~|proslijeđen~|prosleđen~|čitaju|prosljeđuj~|prosleđuj~
    """,
    Cue.BACK: """
        do ponedjeljka|ponedeljka|utorka|srijede|srede|četvrtka|petka|daljnjeg|daljeg|1~|2~|3~|0~
        od … do
        vraćam|vratit|vratiću|vratim|povratka|vraćamo
        ponovno|ponovo … u|dostupan|dostupna|radimo|na
        ću|biću … ponovno|ponovo
    """,
    Cue.URGENT: """
        u|za hitn~ slučaj~|slučajevima|stvari|upite
        ako … hitno
        za hitn~
    """,
    Cue.INSTEAD: """
        obratite se
        kontaktirajte
        možete|molim|molimo … obratiti|kontaktirati|kontaktirajte|javite
        moj|moja|moju kolega|kolegica|koleginica|koleginicu|kolegicu
    """,
    Cue.LATER: """
        što|sto prije|pre|skorije
        u najkraćem
        čim se|prije|pre
        po povratku
        nakon|posle|poslije povratka|mog
        odgovorit|odgovoriću|odgovorićemo|javit|javićemo|javiću
        bit|biti će obrađen~
        će biti obrađen~
    """,
    Cue.TERM: """
        u roku
        radnih|radna dana
    """,
    Cue.THANKS: """
        hvala|zahvaljujem|zahvaljujemo [vam] na|što … poruci|mailu|upitu|javljanju|mejlu|poruku|interesu|obratili|emailu
    """,
    Cue.RECEIVED: """
        vaš|vaša|vašu|tvoja poruka|upit|zahtjev|zahtev|mail|mejl|prijava|poruku|email … primljen~|zaprimljen~|
            evidentiran~|registriran~|registrovan~|primili|stigla|stigao
        primili|zaprimili smo
        potvrđujemo primitak|prijem
    """,
    Cue.TICKET: """
        broj|brojem zahtjeva|zahteva|predmeta|tiketa|prijave|upita
        broj|brojem 0~|1~|2~|3~|4~|5~|6~|7~|8~|9~
        pod brojem
        tiket~|ticket
    """,
    Cue.ASK: """
        možete|mozete|biste|možeš|mogli li|mi
        da li
        molim … da|mi|pošaljite|recite|javite mi
        želim|htio|htjela|hteo|htela|trebam|treba|tražim|željela|želeo
        želimo|trebamo|tražimo|htjeli
        imam|imamo pitanje
        zašto
        je li
    """,
    Cue.OWN: """
        moj|moja|moje|mog|moju|naš|naše sin|kćer|kćerka|ćerka|dijete|dete|muž|žena|stan|zahtjev|paket|susjed|majka|
            otac|djeca|deca
        u prilogu|privitku
        paket|termin|sastanak
        slažem se
    """,
    Cue.ABOUT: """
        nije automatsk~|robot
        samo|opet automatsk~
        dobio|dobila|primio|primila|dobili|stigao … automatsk~|grešk~|odsutnosti
        vaš|vaša automatski|automatska odgovor|poruka
        mail|mejl|poruka … vratio|vratila|vraćen~|odbijen~
    """,
    Cue.OFFER: """
        imate li … pitanja
    """,
}
