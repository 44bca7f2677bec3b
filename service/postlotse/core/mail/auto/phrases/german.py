"""German."""

from postlotse.core.mail.auto.cues import Cue, Phrases

PHRASES: Phrases = {
    Cue.SELF: """
        ^ automatisch~ rückmeldung|rückantwort $
        dies|das|es ist|handelt … automatisch~ antwort~|rückantwort|eingangsbestätigung|empfangsbestätigung|
            abwesenheits~|bestätigung|antwortmail
        dies|das|es ist|handelt … abwesenheitsnotiz|abwesenheitsnachricht|abwesenheitsmeldung|abwesenheitsbenachrichtigung
        diese|die antwort|rückmeldung|eingangsbestätigung|bestätigung|abwesenheitsnotiz … automatisch
        sie erhalten … automatisch~ antwort|eingangsbestätigung|bestätigung|rückmeldung
        diese automatisch~ antwort|eingangsbestätigung|rückmeldung
        ^ automatisch~ antwort|eingangsbestätigung|empfangsbestätigung|abwesenheitsnotiz $
        ^ abwesenheitsnotiz|abwesenheitsnachricht|eingangsbestätigung $
        das ist eine automatisch~ antwort
    """,
    Cue.MADE: """
        diese|dies … automatisch … generiert~|erzeugt~|erstellt~|versandt~|versendet~|verschickt~|gesendet~
        dies|das|es ist|handelt … automatisch~ [generierte|erstellte|erzeugte|versendete|versandte] nachricht|mail|
            email|benachrichtigung|mitteilung|systemnachricht
        automatisch generierte|erzeugte|erstellte|versandte|versendete nachricht|mail|email|benachrichtigung|mitteilung
        diese|dies … maschinell erstellt~
        vom system automatisch|generiert~|erzeugt~
        systemgenerierte|systemseitig nachricht|mail|email|erzeugt|erstellt
        ^ automatisch~ nachricht|mail|email|benachrichtigung|mitteilung $
    """,
    Cue.NO_REPLY: """
        bitte antworten sie nicht
        antworten sie bitte nicht
        bitte nicht [direkt] [auf] [diese] [mail|email|nachricht] antworten
        nicht auf diese mail|email|nachricht antworten|zu antworten
        auf diese mail|email|nachricht … nicht antworten|geantwortet|antwortbar
        diese mail|email|nachricht … nicht antworten|beantwortet
        antworten auf diese … nicht
        von antworten … abzusehen
    """,
    Cue.AWAY: """
        ich bin|bin … auf|bei|in [einer|einem|der] fortbildung|tagung|konferenz|schulung|seminar|messe|dienstreise|
            außentermin
        nicht an|am meinem|meinen arbeitsplatz|platz
        ich bin … nicht im|am büro|haus|dienst|amt|arbeitsplatz|hause
        bin ich … nicht im|am büro|haus|dienst|amt|arbeitsplatz
        nicht im|am büro|dienst|arbeitsplatz … bin|befinde
        bin|befinde|sind|sein … außer haus
        bin|befinde … abwesend
        bin|befinde … außerhalb des büros
        während|in meiner|unserer abwesenheit
        meine abwesenheit
        ich befinde mich … urlaub~|elternzeit|mutterschutz|dienstreise|krankenstand|fortbildung|ausland|karenz|
            sabbatical|jahresurlaub
        ich bin|bin … elternzeit|mutterschutz|elternkarenz|sonderurlaub|erziehungsurlaub|sabbatical|dienstreise
        derzeit|momentan|aktuell|zurzeit|heute|leider|zeit nicht im|am büro|dienst|arbeitsplatz
        frau|herr … ist … im|in urlaub|elternzeit|mutterschutz|dienst~ … ab|bis|wieder|wenden
    """,
    Cue.LEAVE: """
        ich arbeite [jeweils|nur|immer] teilzeit|montag|montags|dienstag|dienstags|mittwoch|mittwochs|vormittags
        arbeite … in teilzeit
        ich bin|sind … nicht da|erreichbar|verfügbar|anwesend
        bin|sind ich|wir … nicht da|erreichbar|verfügbar|anwesend
        bin|sind … im urlaub
        ich bin … verreist|krankgeschrieben|unterwegs|krank
        nur eingeschränkt|sporadisch|unregelmäßig|bedingt|gelegentlich … erreichbar|mails|emails|postfach|nachrichten
        keinen|keine zugriff|möglichkeit … mails|emails|postfach|nachrichten|mail|email
        meine mails|emails|nachrichten nicht|nur|erst
        mails|emails|nachrichten nicht|nur … lesen|abrufen|beantworten
        ich habe|mache … urlaub
        nicht erreichbar|besetzt
    """,
    Cue.CLOSED: """
        büro|sekretariat|geschäftsstelle|praxis|beratungsstelle … nicht besetzt
        macht|machen … sommerpause|winterpause|betriebsferien|ferien|betriebsurlaub
        unser~ … geschlossen|unbesetzt
        unser~ … nicht besetzt
        das|die|der büro|sekretariat|geschäftsstelle|praxis|kanzlei|verwaltung|dienststelle|beratungsstelle|geschäft|
            einrichtung|kita|amt|rathaus|stadtverwaltung ist|bleibt … geschlossen|unbesetzt
        das|die büro|sekretariat|geschäftsstelle|praxis|verwaltung|dienststelle|beratungsstelle ist … nicht besetzt
        wir haben … geschlossen|betriebsferien|betriebsurlaub|betriebsruhe
        ist|bleibt|bleiben … büro|sekretariat|geschäftsstelle|praxis|kanzlei|verwaltung|dienststelle … geschlossen
        befinden uns … betriebsferien|betriebsurlaub|weihnachtsferien|sommerpause|winterpause|ferien
        wegen|während betriebsferien|betriebsurlaub|feiertage … geschlossen
        büro|geschäftsstelle|sekretariat … vom|von … bis … geschlossen
    """,
    Cue.LEFT: """
        ich bin|arbeite … nicht mehr … bei|für|tätig|beschäftigt|angestellt|mitarbeiter~|unternehmen|amt|dienst|zuständig
        bin|ist|sind … nicht mehr … tätig|beschäftigt|angestellt
        arbeitet … nicht mehr
        habe|hat … unternehmen|haus|firma|stadtverwaltung|verwaltung|organisation|amt|verein|behörde|einrichtung verlassen
        bin|ist … ausgeschieden
        bin|ist|befinde … ruhestand|rente
        nicht mehr im unternehmen|haus|amt|dienst
    """,
    Cue.UNREAD: """
        dieses|diese|dieser|das|die postfach|mailbox|adresse|emailadresse|mailadresse|konto|account|
            email … nicht [mehr] … gelesen|betreut|überwacht|bearbeitet|abgerufen|verwendet|genutzt|aktiv|gültig|
            kontrolliert|eingesehen|erreichbar
        dieses|diese|das|die postfach|adresse|emailadresse|mailadresse|konto|account|mailbox … deaktiviert|
            abgeschaltet|stillgelegt|gelöscht|geschlossen
        ihre|deine|eure|die mail|email|nachricht|mails|emails|nachrichten wird|
            werden … nicht [automatisch] … weitergeleitet|gelesen|bearbeitet|beantwortet
        mails|emails|nachrichten|nachricht|mail|email [an] [diese] [adresse] wird|werden … nicht|weder … gelesen|
            bearbeitet|weitergeleitet|beantwortet|abgerufen
        weiterleitung … erfolgt nicht
        keine weiterleitung
        nicht [automatisch] weitergeleitet
    """,
    Cue.BACK: """
        wieder … erreichbar|da|büro|besetzt|geöffnet|zurück|verfügbar|ansprechbar|dienst|haus|anwesend|persönlich|
            arbeitsplatz
        zurück am|ab|sein
        kehre … zurück
        bin … zurück
        bis auf weiteres
        vom|von … bis
        bis [zum|einschließlich|voraussichtlich|inklusive] montag|dienstag|mittwoch|donnerstag|freitag|samstag|
            sonntag|1|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16|17|18|19|20|21|22|23|24|25|26|27|28|29|30|31
        bis zum|einschließlich|einschl
        meine rückkehr
        erst ab
    """,
    Cue.URGENT: """
        in|bei dringend~|eilig~|akut~|wichtig~ fällen|angelegenheiten|anliegen|fragen|fall|notfällen|anfragen|sachen|
            themen
        dringend~ fälle|anliegen|angelegenheiten|anfragen|fragen
        in|im notfall|notfällen
    """,
    Cue.INSTEAD: """
        wenden sie sich [bitte] [an]
        wende dich [bitte] [an]
        sich [bitte|gern|gerne] an … wenden|richten
        meine|unsere vertretung|vertreter~|kollegin|kollege|kollegen
        vertritt|vertreten|übernimmt … mich|vertretung
        vertretung … übernimmt|durch|ist
        kontaktieren sie … bitte|meine|in
        bitte kontaktieren sie
        neue~ ansprechpartner~|ansprechperson
        ansprechpartner~|ansprechperson … ist|sind
        bitte schreiben sie … künftig|an
        bitte nutzen|verwenden sie … künftig|stattdessen|adresse|kontaktformular
    """,
    Cue.LATER: """
        haben sie … geduld|verständnis
        erst … gelesen|bearbeitet|beantwortet|beantworten|bearbeiten|lesen
        nächsten arbeitstag
        am nächsten werktag
        nach meiner|unserer rückkehr
        nach meinem|dem|unserem urlaub
        so schnell|bald|rasch [wie] möglich
        schnellstmöglich|baldmöglichst|schnellstens|umgehend|zeitnah
        wird|werden … bearbeitet|beantwortet|geprüft|kümmern
        melden [wir] uns … bei|zurück
        bei ihnen melden
        setzen|setzt uns|sich … in verbindung
        wird|werden … weitergeleitet|entgegengenommen
        mails|emails|nachrichten|nachricht|mail|email … danach|anschließend|dann … lesen|beantworten|bearbeiten
        ich antworte ihnen
        bitten … um [ihr] [etwas] verständnis|geduld
    """,
    Cue.TERM: """
        innerhalb|binnen … werktag~|arbeitstag~|stunden|tagen|wochen
        in der regel
        bearbeitungszeit~ … beträgt|tage|wochen|länger
        hohen|hoher anfrageaufkommens|aufkommens|anzahl
    """,
    Cue.THANKS: """
        dank für ihr~|dein~|eur~ … mail|email|nachricht|anfrage|schreiben|mitteilung|interesse|kontaktaufnahme|
            zuschrift|meldung
        danke für ihr~|dein~|eur~ … mail|email|nachricht|anfrage|schreiben|mitteilung|interesse|kontaktaufnahme|
            zuschrift|meldung
        danke , dass sie … kontaktiert|geschrieben|wenden
    """,
    Cue.RECEIVED: """
        ihr~|dein~|eur~ … nachricht|mail|email|anfrage|schreiben … erreicht|angekommen
        ihr~|dein~|eur~ … mail|email|nachricht|anfrage|meldung|schreiben|antrag|bewerbung|anliegen|
            mitteilung … eingegangen|erhalten|empfangen|zugegangen|erfasst|registriert|angelegt|eingetroffen
        eingang|erhalt … ihr~ … bestätig~
        bestätigen … eingang|erhalt
        ticket|vorgang|anfrage … erstellt|angelegt|eröffnet|erzeugt|geöffnet|erfasst
        haben … ihr~ … erhalten|empfangen|registriert
    """,
    Cue.TICKET: """
        ticket~|vorgangsnummer|vorgangsnr|bearbeitungsnummer|bearbeitungsnr|referenznummer|fallnummer|anfragenummer|
            vorgangszeichen
    """,
    Cue.ASK: """
        könnten|könntest|könnte|würden|würdest sie|du|ihr|man|wir|ich
        können|kannst|könnt sie|du|ihr mir|uns|bitte|vorher|das|die|den|noch|ihn|es|mich
        können|kann wir|ich … bekommen|haben|kommen|machen|beantragen|anmelden|verschieben|helfen
        ich möchte|brauche|benötige|suche|wollte|hätte|frage
        möchte|brauche|benötige|hätte|wollte|suche ich
        wir möchten|brauchen|suchen|benötigen|hätten|wollen|wollten
        möchten|brauchen|suchen|hätten|wollten wir
        bitte schicken|senden|geben|nennen|sagen|teilen|schreiben|bestätigen|erklären sie mir|uns
        bitte … ihr mir|uns|mich
        bitte um … rückruf|antwort|rückmeldung|termin|bestätigung|unterlagen|auskunft|info~|hilfe|prüfung
        bitten um … rückruf|antwort|rückmeldung|termin|bestätigung|unterlagen|auskunft|info~|hilfe
        habe|hätte|haben|hab … eine|noch frage|fragen
        meine|unsere frage
        wäre|ist es … möglich|schön|gut|nett
        helfen sie
        weiß|wissen … nicht
        sagen|schicken|schreiben|senden|nennen|geben sie mir|uns
        bitte schickt|schick|schicke|sagt|sag|ruft|melde|meldet
        warum|wieso|weshalb
        ob … sie|ich|wir|man
    """,
    Cue.OWN: """
        mein~|unser~ sohn|tochter|kind|kinder|mann|frau|vater|mutter|wohnung|vermieter|antrag|bescheid|ausweis|paket|
            bewerbung|nachbar~|schwester|bruder|eltern
        anbei|angehängt|beigefügt
        im anhang
        unterricht|klasse|klassenfahrt|krankmeldung|paket|sendung|einschreiben|hausaufgaben
        dem|den|der|zum|am termin
        ihr~ vorschlag|angebot|terminvorschlag
        wie besprochen|vereinbart|gewünscht|telefonisch
        einverstanden
        ich|wir komme|kommen|nehme|nehmen [gern|gerne|am]
        raum|schlüssel
        hiermit
        zu ihr~ frage
        mir passt|passen|gefällt
    """,
    Cue.ABOUT: """
        kein|keine|keinen automatisch~
        kein|keine roboter|maschine|automat|bot|robotermail
        standardmails|standardantwort~
        nur|immer|wieder automatisch~ antwort~|mails|nachrichten|briefe
        automatisch~|abwesenheits~ … bekommen|erhalten|bekam|erhielt|gekommen|bedeutet|heißt|steht
        habe|hab|haben|bekam|bekomme|erhielt|kam|erhalte … automatisch~|abwesenheits~|fehlermeldung|eingangsbestätigung
        ihr~ automatisch~|abwesenheits~ antwort|nachricht|mail|email|notiz|eingangsbestätigung
        ihre abwesenheitsnotiz|eingangsbestätigung|abwesenheitsmeldung
        meine|unsere|die mail|email|nachricht|brief|schreiben … kam|kommt|kamen|ist|kommen … zurück|zurückgekommen
        unzustellbar~|mailer daemon
        fehlermeldung
        abwesenheits~ … einrichten|einstellen|schreiben|aktivieren|formulieren
    """,
    Cue.OFFER: """
        haben|hast sie|du … fragen
        sie haben … fragen
        noch|weitere fragen
    """,
}
