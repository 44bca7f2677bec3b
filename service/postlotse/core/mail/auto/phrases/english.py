"""English."""

from postlotse.core.mail.auto.cues import Cue, Phrases

PHRASES: Phrases = {
    Cue.SELF: """
        this is … automated|automatic|auto reply|response|acknowledgement|acknowledgment|answer|confirmation|responder
        this is … autoreply|autoresponse|autoresponder
        this reply|response|acknowledgement|acknowledgment … automatically|automated
        this automated|automatic|auto reply|response|acknowledgement|acknowledgment
        this is … out of office
        ^ automatic|automated|auto reply|response|acknowledgement|acknowledgment $
        ^ out of [the] office $
        sent … by … autoresponder
    """,
    Cue.MADE: """
        this|it … automatically generated|sent|created
        this is an|a … automated|automatic|automatically|system [generated] message|email|mail|notification|notice
        this|it … auto|computer|system generated
        automatically generated message|email|mail|notification|response|reply
        this is an automated
        generated automatically
    """,
    Cue.NO_REPLY: """
        please do not|don reply|respond
        please don t reply|respond
        do not reply|respond to this
        do not reply directly
        replies to this … not
        please … not reply to this
    """,
    Cue.AWAY: """
        limited|no|intermittent|little|infrequent access to [my] email|emails|mail
        will|am|be not|unable … checking|check|reading|read|access|monitoring|monitor … email|emails|mail|messages
        i am|m attending a|an conference|training|meeting|event
        i am|m [currently] in|at a training|conference|meeting [until|all]
        out of [the|my|our] office
        i am|m … away from [the|my] office|desk|email
        i ll|will be away from [the|my] office|desk|email
        i am|m … on annual|parental|maternity|paternity|sick|medical|business|extended leave|trip|travel
        i am|m currently on leave
        during my|our absence
        in my absence
        my absence
        i am|m … not in the office
        i will|ll not be in the office
        away on business
    """,
    Cue.LEAVE: """
        i am|m … away
        i am|m … on vacation|holiday|leave|holidays
        we are|re … on vacation|holiday|leave|holidays|away
        i will|ll be … away|travelling|traveling|unavailable|offline
        i am|m … travelling|traveling|unavailable|offline
        not be able to … read|check|respond|reply|answer
    """,
    Cue.CLOSED: """
        our|the office|offices|centre|center|practice|shop|school|library|secretariat is|are|will|remains … closed
        we are|re … closed
        we will|ll be closed
        closed for|from|until … holidays|holiday|break|season
    """,
    Cue.LEFT: """
        no longer … work|works|working|employed|with
        i have|ve left
        has|have left … company|organisation|organization|university|council|charity|team
        i have|ve retired
        my last … day
    """,
    Cue.UNREAD: """
        this mailbox|inbox|address|account|email … not … monitored|read|attended|checked|used|active|valid
        this mailbox|inbox|address|account|email … unmonitored|unattended|deactivated|closed|retired
        mailbox|inbox … no longer … monitored|use|active|valid
        an unmonitored|unattended mailbox|inbox|address|account
        your email|message|mail will|is|has not be|been [automatically] … forwarded|read|processed
        emails|messages|mail … will not be … read|forwarded|answered
        not be forwarded
    """,
    Cue.BACK: """
        i will|ll return
        i will|ll be … back
        will|ll be back
        back in [the] office
        back on
        returning on|to
        return to [the|my] office|desk
        return on
        until|till|through [and] [including] monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|
            february|march|april|may|june|july|august|september|october|november|december|the|further|1|2|3|4|5|6|7|8|
            9|10|11|12|13|14|15|16|17|18|19|20|21|22|23|24|25|26|27|28|29|30|31
        from … to|until|till|through
        reopen~
        open again
    """,
    Cue.URGENT: """
        for|in|if … urgent|emergency|immediate|emergencies|pressing
    """,
    Cue.INSTEAD: """
        please contact|email|call|write|address|direct|use
        you can contact|reach
        my colleague|colleagues
        in the meantime
        contact … instead
    """,
    Cue.LATER: """
        as soon as possible|i|we
        when i return
        upon|on|after my|our return
        get back to you
        will|ll … respond|reply|answer|review|look|process … shortly|soon|return|back|request|message|email
        in due course
        be in touch
        at [the|my] earliest
    """,
    Cue.TERM: """
        within … hours|days|week|weeks
        working|business days
        response|reply times
        high volume
    """,
    Cue.THANKS: """
        thank|thanks you|for … email|mail|message|enquiry|inquiry|contacting|writing|request|reaching|mail|getting
    """,
    Cue.RECEIVED: """
        your email|message|request|enquiry|inquiry|mail|ticket|application|submission … has|have|was been|received|
            registered|created|logged|assigned
        we|i have|ve received your
        we received your
        received your email|message|request|enquiry|inquiry
        confirm~ receipt
        confirm that … received
        acknowledge receipt
        a [support] ticket|case … created|opened
    """,
    Cue.TICKET: """
        ticket|case|reference|request [number|no|id|ref|reference] 0~|1~|2~|3~|4~|5~|6~|7~|8~|9~
        ticket|case|reference|tracking number|no|id
        ticket … created|opened|assigned
    """,
    Cue.ASK: """
        could|would|can|will you [please] me|us|send|tell|help|let|call|confirm|check|explain|give|change|move|also|
            still|say
        could|would you
        i would|d like|need|want
        i need|want|wanted|wish
        we need|want|would|d like
        i have|ve … a|another|some question|questions
        please send|tell|let|give|confirm|advise|explain|help me|us|know
        is|would|was it … possible
        can i|we|someone|anybody
        do i|we|you have|need|know
        i wonder|don|do not|t know
        my question
        how|what|when|where|why|who|which do|does|did|is|are|should|can|could|will|was
        whether
        looking for
    """,
    Cue.OWN: """
        my son|daughter|child|children|husband|wife|mother|father|landlord|flat|apartment|application|passport|
            appointment|parcel|visa|neighbour|neighbor
        our son|daughter|child|children|flat|appointment|meeting
        attached|attachment|enclosed
        the appointment|meeting|parcel|lesson|class|homework|form|documents|room|key
        as agreed|discussed|requested
        i agree
        suits me
    """,
    Cue.ABOUT: """
        not an|a … automated|automatic|automatically|auto|robot|machine
        only|just|four|three|five|always|another automatic|automated replies|reply|answers|messages|emails
        undelivered|undeliverable|bounce|autoreply
        i got|received|get|keep … automatic|automated|autoreply|bounce|error|autoresponse
        we got|get|keep … automatic|automated|autoreply|bounce|error|autoresponse
        i|we got|get|keep … out of office
        your automatic|automated|auto|autoreply|out|bounce … reply|message|response|office|email|acknowledgement
        got|received … back … saying|says|said|undeliverable|error
        my email|message|mail … bounced|returned|came|rejected|undelivered
        undeliverable|undelivered|mailer daemon
        it says|said
        bounced
        error message
        set up … out|auto|automatic
    """,
    Cue.OFFER: """
        any|further|more|have questions
    """,
}
