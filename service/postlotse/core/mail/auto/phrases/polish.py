"""Polish."""

from postlotse.core.mail.auto.cues import Cue, Phrases

PHRASES: Phrases = {
    Cue.SELF: """
        to|jest … automatyczna odpowiedź|wiadomość|potwierdzenie
        ta|niniejsza odpowiedź … automatycznie
        ^ automatyczna odpowiedź $
        ^ odpowiedź automatyczna $
        to jest automatyczne potwierdzenie
    """,
    Cue.MADE: """
        ta|niniejsza|ten|to wiadomość|mail|email … automatycznie|automatyczna
        wiadomość wygenerowana|wysłana|generowana automatycznie
        wygenerowan~ automatycznie
        automatycznie wygenerowan~|wysłan~
    """,
    Cue.NO_REPLY: """
        nie odpowiad~|odpowiedz [na] [ten|tę|nią]
        prosimy|proszę [o] nie odpowiad~|nieodpowiad~
    """,
    Cue.AWAY: """
        ograniczony dostęp … poczty|maila|skrzynki
        nie mam|będę … dostępu
        jestem|będę … poza biurem|pracą
        poza biurem
        jestem|będę … nieobecny|nieobecna
        nie ma mnie|będzie … w biurze|pracy
        podczas|w|czasie mojej|trakcie nieobecności
        mojej nieobecności
        na urlopie macierzyńskim|wypoczynkowym|rodzicielskim|wychowawczym|ojcowskim
        w delegacji|podróży
        na zwolnieniu lekarskim
    """,
    Cue.LEAVE: """
        nie będzie|ma mnie
        jestem|przebywam|będę|jesteśmy|przebywać … na|w urlopie|wakacjach|wyjeździe|zwolnieniu
        jestem|będę … niedostępny|niedostępna
        nie będę … mógł|mogła|odpowiadać|odbierać|czytać|odpisywać
    """,
    Cue.CLOSED: """
        nasze|nasz|biuro|urząd|sekretariat|ośrodek|poradnia … jest|będzie|pozostaje … nieczynn~|zamknięt~
        jesteśmy|będziemy nieczynni|zamknięci
    """,
    Cue.LEFT: """
        już|nie nie|już pracuję|pracuje
        nie pracuję|pracuje już
        nie jestem|jest już pracownikiem|zatrudniony|zatrudniona
        zakończyłem|zakończyłam|zakończył|zakończyła … pracę|współpracę
        na emeryturze|emeryturę
    """,
    Cue.UNREAD: """
        ta|ten skrzynka|adres|konto … nie jest [już] … monitorowan~|obsługiwan~|sprawdzan~|czytan~|aktywn~|używan~
        skrzynka|adres … nie jest już
        wiadomości|wiadomość|maile nie jest|są|będą|będzie|zostaną|zostanie … czytan~|przekazan~|przekierowan~|
            przekazywan~|odczytan~
    """,
    Cue.BACK: """
        do dnia|odwołania|poniedziałku|wtorku|środy|czwartku|piątku|1~|2~|3~|0~
        od … do
        w dniach
        wracam|wrócę|powracam|wracamy|powrócę
        po powrocie
        będę … dostępny|dostępna|ponownie
        ponownie|znów … w
    """,
    Cue.URGENT: """
        w pilnych|nagłych|sprawach|przypadku|przypadkach|razie … sprawach|pilnych|przypadkach|pilnej|potrzeby|pilnym
        w pilnych sprawach
        w razie pilnej|potrzeby
    """,
    Cue.INSTEAD: """
        proszę|prosimy o kontakt
        proszę|prosimy … kontaktować|skontaktować|dzwonić|pisać
        zastępuje mnie
        moja|moją|mojego|moim koleżanka|koleżanką|kolegą|zastępcą
    """,
    Cue.LATER: """
        jak najszybciej|najszybszym
        najszybciej jak
        w najbliższym|możliwie czasie
        po powrocie|moim
        odpowiem|odpowiemy|odezwę|odpiszę
        skontaktujemy się
        zostanie|będzie rozpatrzon~|rozpatrywan~|przetworzon~
        niezwłocznie
    """,
    Cue.TERM: """
        w ciągu … dni|godzin
        dni roboczych
    """,
    Cue.THANKS: """
        dziękuję|dziękujemy za … wiadomość|mail|maila|kontakt|zgłoszenie|email|korespondencję|zainteresowanie|
            przesłanie|wysłanie
    """,
    Cue.RECEIVED: """
        twoje|pani|pana|państwa|twoja zgłoszenie|wiadomość|mail|wniosek|zapytanie … przyjęt~|otrzyman~|zarejestrowan~|
            wpłyn~|dotar~|odebran~
        otrzymaliśmy … wiadomość|zgłoszenie|zapytanie|mail
        potwierdzamy otrzymanie|przyjęcie|odbiór|wpłynięcie
        zgłoszenie|wiadomość zostało|została … przyjęt~|zarejestrowan~|otrzyman~
    """,
    Cue.TICKET: """
        numer|numerem|nr zgłoszenia|sprawy|referencyjny|referencyjnym
        numer|numerem|nr 0~|1~|2~|3~|4~|5~|6~|7~|8~|9~
        pod numerem
    """,
    Cue.ASK: """
        czy
        chciałbym|chciałabym|chcę|potrzebuję|szukam|proszę o … informację|pomoc|odpowiedź|przesłanie|potwierdzenie|termin
        proszę o informację|pomoc|odpowiedź|przesłanie|potwierdzenie|wyjaśnienie
        chcemy|chcielibyśmy|potrzebujemy|szukamy
        mam|mamy pytanie
        może|mogłaby|mógłby|mogę|możemy pani|pan|państwo|prosić|dostać
        dlaczego
        proszę … przesłać|wysłać|podać|powiedzieć|przełożyć
    """,
    Cue.OWN: """
        mój|moja|moje|mojego|mojej|nasz|nasze syn|syna|córka|córki|dziecko|dziecka|mąż|żona|mieszkanie|wniosek|sąsiad|
            paczka|matka|ojciec
        w załączniku|załączeniu
        paczka|paczki|lekcja|lekcje|klasa
        termin wizyty
        zgadzam
    """,
    Cue.ABOUT: """
        nie jest … automatyczn~|robot~
        tylko|znowu|znów automatyczn~
        dostałem|dostałam|otrzymałem|otrzymałam|przyszła|otrzymuję … automatyczn~|błęd~|zwrot~|nieobecności
        pani|pana|wasza|wasze automatyczn~ odpowiedź|wiadomość
        mail|wiadomość|email … wrócił|wróciła|wraca|odrzucon~
        komunikat błędu
    """,
    Cue.OFFER: """
        masz|mają … pytania
    """,
}
