"""Spanish."""

from postlotse.core.mail.auto.cues import Cue, Phrases

PHRASES: Phrases = {
    Cue.SELF: """
        esta|este|esto es|mensaje|se … respuesta|contestación|acuse automática|automático
        esta|este … respuesta automática
        ^ respuesta automática $
        este es un mensaje automático de ausencia|respuesta
        acuse de recibo automático
    """,
    Cue.MADE: """
        este mensaje|correo|email … automático|automáticamente|automática
        mensaje|correo [electrónico] [generado|enviado] automáticamente|automático
        generado|enviado automáticamente|de
    """,
    Cue.NO_REPLY: """
        no responda|conteste|respondas|contestes [a] este|al
        por favor no responda|conteste|responder
        no responder a este
    """,
    Cue.AWAY: """
        acceso limitado … correo
        sin acceso … correo
        fuera de la|mi oficina
        fuera de oficina
        estoy|estaré … ausente
        durante|en mi|nuestra ausencia
        de baja … maternal|médica|paternal|maternidad|paternidad
        permiso de maternidad|paternidad|parental
        no estoy|estaré … en la oficina
        en viaje de trabajo|negocios
    """,
    Cue.LEAVE: """
        estoy|estaré|estamos|estaremos|me … de|en|encuentro vacaciones|permiso|viaje
        encuentro de vacaciones
        no estoy|estaré … disponible|localizable
        no podré|puedo … leer|consultar|revisar|responder|atender
    """,
    Cue.CLOSED: """
        nuestra|nuestras|nuestro oficina|oficinas|centro|asociación|sede|secretaría … cerrada|cerradas|cerrado
        la|las|el oficina|oficinas|centro|secretaría está|estará|permanecerá|estarán … cerrada|cerradas|cerrado
        cerramos|cerrados por vacaciones
        estamos|estaremos|permaneceremos … cerrados
    """,
    Cue.LEFT: """
        ya no … trabajo|trabaja|formo|forma|pertenezco
        he dejado … empresa|asociación|organización|puesto|trabajar
        ha dejado … empresa|asociación|organización|puesto|trabajar
        me he jubilado
    """,
    Cue.UNREAD: """
        este|esta buzón|dirección|cuenta|correo … no … lee|revisa|supervisa|atiende|utiliza|activa|activo|atendido|
            atendida|supervisado
        este|esta buzón|dirección|cuenta|correo … ya no
        su mensaje|correo no será … reenviado|leído
        mensajes|correos … no serán|son|se … leídos|reenviados|leen|atendidos
    """,
    Cue.BACK: """
        hasta el|nuevo|la
        mi regreso|vuelta
        regreso|vuelvo|regresaré|volveré|reincorporaré|reincorporo … el|a
        a partir del
        del … al
        de nuevo|vuelta … el
    """,
    Cue.URGENT: """
        en caso de … urgencia|urgente|emergencia
        para asuntos|temas|cuestiones|cualquier … urgentes|urgente|consulta
        si … urgente
    """,
    Cue.INSTEAD: """
        póngase|ponerse en contacto
        puede|pueden … contactar|dirigirse|escribir|llamar
        contacte|diríjase|escriba … a|con
        mi compañero|compañera|colega
    """,
    Cue.LATER: """
        lo antes posible
        a la mayor brevedad
        a mi regreso|vuelta
        tan pronto como
        cuando regrese|vuelva
        le responderé|responderemos|contestaré|contestaremos|contactaremos
        nos pondremos en contacto
        será … atendida|tramitada|procesada
    """,
    Cue.TERM: """
        en un|el plazo
        días hábiles|laborables
        dentro de … horas|días
    """,
    Cue.THANKS: """
        gracias por su|tu|el|contactar|escribir|ponerse … mensaje|correo|email|consulta|interés|solicitud|nosotros|
            contacto|escribirnos
        gracias por contactar|contactarnos|escribirnos|escribir
        agradecemos|agradezco su mensaje|correo|interés
    """,
    Cue.RECEIVED: """
        su|tu mensaje|correo|consulta|solicitud|petición … recibido|recibida|registrada|registrado
        hemos|he recibido su|tu|correctamente
        confirmamos|acusamos … recepción|recibo
    """,
    Cue.TICKET: """
        ticket|referencia|expediente|incidencia|caso [número|n|no|núm] 0~|1~|2~|3~|4~|5~|6~|7~|8~|9~
        número de ticket|referencia|expediente|caso|incidencia|seguimiento
    """,
    Cue.ASK: """
        puede|pueden|podría|podrían|podrías|puedes me|decirme|enviarme|usted|ayudarme|ayudarnos|explicarme|
            confirmarme|mandarme|informarme
        me puede|podría|pueden|podrían
        quiero|quería|quisiera|necesito|busco|deseo|querría
        queremos|necesitamos|buscamos|quisiéramos|nos gustaría
        me gustaría
        una pregunta|duda
        por favor … dígame|envíeme|dígannos|ayúdeme|confirme|envíenos
        es|sería posible
    """,
    Cue.OWN: """
        mi|nuestro|nuestra hijo|hija|hijos|marido|esposa|madre|padre|piso|casero|solicitud|cita|paquete|vecino
        adjunto|adjunta|adjuntos
        la|una cita
        el paquete
        de acuerdo
    """,
    Cue.ABOUT: """
        no es|soy [un] … automático|automática|robot
        solo|siempre … automáticos|automáticas|automática
        he|hemos|recibí … recibido|una … respuesta|mensaje … automática|automático|error
        su|tu respuesta|mensaje automática|automático
        mi correo|mensaje … devuelto|rebotado|vuelto
        mensaje de error
        no entregado
    """,
    Cue.OFFER: """
        tiene … preguntas|dudas|alguna
    """,
}
