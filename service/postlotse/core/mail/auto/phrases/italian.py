"""Italian."""

from postlotse.core.mail.auto.cues import Cue, Phrases

PHRASES: Phrases = {
    Cue.SELF: """
        questa|questo|si è|tratta|messaggio … risposta|conferma automatica
        questa … risposta|conferma automatica
        ^ risposta automatica $
        messaggio automatico di assenza|risposta
    """,
    Cue.MADE: """
        questo|questa messaggio|email|mail|comunicazione … automatic~
        messaggio|email|mail [generato|generata|inviato] automatic~
        generato|generata|inviata|inviato automaticamente
    """,
    Cue.NO_REPLY: """
        non rispondere|rispondete|risponda [a] questo|questa|al|alla
        si prega di non rispondere
        pregati di non rispondere
        non risponda|rispondere
    """,
    Cue.AWAY: """
        accesso limitato … posta|email|mail
        fuori ufficio|sede
        fuori dall ufficio
        sono|sarò|siamo … assente|assenti
        non sono|sarò … in ufficio
        in|durante mia|la assenza
        durante|in la mia assenza
        in congedo … maternità|parentale|matrimoniale|malattia|paternità
        in maternità|malattia|trasferta|aspettativa
    """,
    Cue.LEAVE: """
        sono|sarò|siamo|saremo … in ferie|vacanza|viaggio
        sono|sarò … non raggiungibile|disponibile|irraggiungibile
        non sono|sarò … raggiungibile|disponibile
        non potrò|posso … leggere|rispondere|consultare|controllare
    """,
    Cue.CLOSED: """
        il|i|gli|lo|la|nostro|nostri nostro|nostri|ufficio|uffici|sportello|studio|segreteria|sede … chiuso|chiusi|chiusa
        siamo|saremo chiusi
        chiusi|chiuso|chiusura per ferie|festività
    """,
    Cue.LEFT: """
        non lavoro|lavora|collaboro|collabora più
        ho lasciato … azienda|società|associazione|ente|incarico
        ha lasciato … azienda|società|associazione|ente|incarico
        sono andato|andata|in in|pensione
    """,
    Cue.UNREAD: """
        questa|questo casella|indirizzo|account … non [è|viene] … letta|controllata|monitorata|presidiata|attiva|
            attivo|utilizzato|utilizzata|monitorato|presidiato
        questa|questo casella|indirizzo|account non è più
        messaggi|messaggio|email|mail non sarà|saranno|verranno|verrà|vengono … letti|inoltrati|inoltrato|letto|inoltrata
    """,
    Cue.BACK: """
        fino al|a|all
        dal … al
        rientro|rientrerò|tornerò|rientrero … il|in
        mio rientro|ritorno
        a partire dal
        di nuovo … dal|in
        riapr~
    """,
    Cue.URGENT: """
        in caso di … urgenza|urgenze|emergenza|necessità
        per urgenze|questioni|comunicazioni|richieste|emergenze [urgenti]
    """,
    Cue.INSTEAD: """
        può|potete|possono contattare|rivolgersi|rivolgervi|scrivere
        si prega di … contattare|rivolgersi|scrivere
        contattare|rivolgersi|contatti|scriva … collega|a|al|alla
        mio|mia collega
    """,
    Cue.LATER: """
        al più presto
        prima possibile
        al mio rientro|ritorno
        non appena
        le risponderò|risponderemo
        risponderò|risponderemo|ricontatteremo|contatteremo
        sarà … presa|evasa|elaborata|gestita
    """,
    Cue.TERM: """
        entro … giorni|ore
        giorni lavorativi
    """,
    Cue.THANKS: """
        grazie|ringraziamo|ringrazio per|per … il|la|averci|averla|suo|sua|tuo|vostro … messaggio|email|mail|
            richiesta|contattato|scritto|interesse
        grazie per averci contattato|scritto
    """,
    Cue.RECEIVED: """
        la|il|sua|suo sua|suo|vostra|richiesta|messaggio|email … ricevuta|ricevuto|registrata|presa|pervenuta|pervenuto
        abbiamo ricevuto la|il
        confermiamo … ricezione|ricevimento
    """,
    Cue.TICKET: """
        ticket|pratica|riferimento|protocollo|richiesta [numero|n|nr] 0~|1~|2~|3~|4~|5~|6~|7~|8~|9~
        numero di ticket|pratica|riferimento|protocollo
        con il numero
    """,
    Cue.ASK: """
        può|potrebbe|potete|potreste|puoi dirmi|inviarmi|aiutarmi|mandarmi|spiegarmi|confermarmi|farmi|aiutarci|dirci
        mi può|potrebbe|potete|potreste
        vorrei|vorremmo|cerco|cerchiamo|desidero
        ho|abbiamo bisogno
        una domanda
        è|sarebbe possibile
        per favore … mi|inviatemi|ditemi|mandatemi
    """,
    Cue.OWN: """
        mio|mia|nostro|nostra figlio|figlia|figli|marito|moglie|madre|padre|appartamento|domanda|appuntamento|pacco|vicino
        in|allego allegato|il|la
        l appuntamento
        il pacco
        d accordo
    """,
    Cue.ABOUT: """
        non è|sono [un] … automatico|automatica|robot
        solo|sempre … automatiche|automatica|automatici
        ho|abbiamo … ricevuto … risposta|messaggio … automatica|automatico|errore
        sua|vostra|tua risposta automatica
        mia|mio email|mail|messaggio … tornata|tornato|indietro|respinta
        messaggio di errore
        mancata consegna
    """,
    Cue.OFFER: """
        ha|avete … domande
    """,
}
