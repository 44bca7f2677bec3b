"""Portuguese."""

from postlotse.core.mail.auto.cues import Cue, Phrases

PHRASES: Phrases = {
    Cue.SELF: """
        esta|este é|mensagem … resposta automática
        ^ resposta automática $
        mensagem automática de ausência
    """,
    Cue.MADE: """
        esta|este mensagem|email|correio|mail … automática|automaticamente|automático
        gerada|gerado|enviada|enviado automaticamente
        mensagem automática
    """,
    Cue.NO_REPLY: """
        não responda|responder [a] esta|este|a|ao
        por favor não responda|responder
    """,
    Cue.AWAY: """
        sem acesso … email|correio
        acesso limitado … email|correio
        fora do escritório
        estou|estarei … ausente
        na|durante minha|a ausência
        na|durante a minha ausência
        licença de|parental maternidade|paternidade|médica
        licença parental|maternidade
        não estou|estarei … no escritório
    """,
    Cue.LEAVE: """
        estou|estarei|encontro … de|em férias|viagem
        não poderei|posso … ler|responder
    """,
    Cue.CLOSED: """
        nosso|nossos|os|o escritório|serviços|serviço|centro … fechado|fechados|encerrado|encerrados
        estamos|estaremos fechados|encerrados
    """,
    Cue.LEFT: """
        já não trabalho|trabalha|faço
        não trabalho mais
        deixei … empresa|associação|organização
    """,
    Cue.UNREAD: """
        esta|este caixa|endereço|conta|email … não … lida|monitorizada|monitorada|lido|monitorado|verificada|ativo|
            utilizado
        mensagens|emails|mensagem não será|serão … lidas|lida|reencaminhadas|encaminhada|encaminhadas
    """,
    Cue.BACK: """
        até ao|o|dia|ao
        regresso|regressarei|voltarei|retornarei
        a partir de|do
        de … a
        meu regresso|retorno
    """,
    Cue.URGENT: """
        em caso de … urgência|urgente|emergência
        para assuntos|questões … urgentes
        se … urgente
    """,
    Cue.INSTEAD: """
        contacte|contate|contactar|contatar … colega|por|a|o|através
        meu|minha colega
    """,
    Cue.LATER: """
        assim que possível
        logo que possível
        o mais breve|rapidamente possível
        mais brevemente possível
        quando regressar|voltar
        responderei|responderemos|entraremos
        após|no meu regresso
    """,
    Cue.TERM: """
        prazo de … dias|horas
        dias úteis
    """,
    Cue.THANKS: """
        obrigado|obrigada|agradecemos|agradeço pelo|pela|por|a|o|o seu|sua … email|mensagem|contacto|contato|interesse
        obrigado|obrigada pelo|pela seu|sua
    """,
    Cue.RECEIVED: """
        seu|sua pedido|mensagem|email|solicitação … recebido|recebida|registado|registrado|registada
        recebemos o|a seu|sua
        confirmamos … receção|recepção
    """,
    Cue.TICKET: """
        ticket|processo|referência|protocolo [número|n|nº|no] 0~|1~|2~|3~|4~|5~|6~|7~|8~|9~
        número de|do processo|pedido|ticket|protocolo
    """,
    Cue.ASK: """
        pode|poderia|podem|poderiam dizer|enviar|ajudar|me|nos|informar|confirmar
        gostaria|gostava|quero|preciso|precisamos|procuro|queria
        uma pergunta|dúvida
        é|seria possível
    """,
    Cue.OWN: """
        meu|minha|nosso filho|filha|filhos|marido|mulher|mãe|pai|apartamento|pedido|encomenda|vizinho
        em anexo
        a|uma encomenda|consulta
    """,
    Cue.ABOUT: """
        recebi|recebemos … resposta|mensagem … automática|erro
        sua|vossa resposta automática
        meu|minha email|mensagem … devolvido|devolvida|voltou
    """,
    Cue.OFFER: """
        tem|tiver … dúvidas|questões|perguntas
    """,
}
