"""French."""

from postlotse.core.mail.auto.cues import Cue, Phrases

PHRASES: Phrases = {
    Cue.SELF: """
        ceci|il|ce est|agit|message … réponse|accusé automatique
        ceci|ce … réponse automatique
        ceci|ce … accusé de réception automatique
        cette réponse … automatique~
        ^ réponse automatique $
        ^ message d absence $
    """,
    Cue.MADE: """
        ce message|mail|courriel|email … automatique~
        ce message|mail|courriel|email … généré|envoyé … automatiquement
        message|courriel|mail|email [généré|envoyé] automatique~
        généré automatiquement
    """,
    Cue.NO_REPLY: """
        ne pas répondre
        ne répondez pas
        merci de ne pas … répondre|y
        ne … répondre à ce
    """,
    Cue.AWAY: """
        je suis … absent|absente
        je serai … absent|absente
        absent|absente du bureau
        nous sommes … absents|absentes
        pendant|durant|en mon|notre absence
        en congé|congés maternité|parental|maladie|annuel|annuels|paternité
        en congé de maternité|paternité
        je|suis … hors|pas au du bureau
        suis pas|hors … bureau
        en déplacement professionnel
        en arrêt [de] maladie|travail
    """,
    Cue.LEAVE: """
        pas|peu|difficilement … accès|joignable
        je|suis|serai|sommes … en congé|congés|vacances|déplacement
        je|suis|serai … indisponible|injoignable
        pas en mesure de … consulter|lire|répondre
        je ne … consulterai|lirai|consulte|pourrai|pourrais … messages|mails|courriels|message|répondre
    """,
    Cue.CLOSED: """
        notre|nos|nous bureau|bureaux|association|accueil|secrétariat|service|services|locaux|sommes|serons|cabinet|
            centre … fermé|fermés|fermée|fermées|fermons
        le|les bureau|bureaux|secrétariat|service|services|accueil|centre est|sont|sera|seront … fermé|fermés|fermée|
            fermées
    """,
    Cue.LEFT: """
        je ne … travaille|fais plus
        ne travaille plus
        j ai quitté
        a quitté … entreprise|association|société|équipe|service|mairie
        plus partie … effectifs|équipe
        à la retraite
    """,
    Cue.UNREAD: """
        cette|ce boîte|adresse|messagerie|compte … plus|pas … consultée|relevée|lue|active|valide|utilisée|surveillée|
            consulté|actif|suivie
        messages|mails|courriels|message … ne sera|seront|sont pas … lus|transférés|transmis|lu|transféré|traités|
            consultés
        ne sera|seront pas transféré|transférés|transmis|lu|lus
    """,
    Cue.BACK: """
        de retour
        mon retour
        jusqu au|à
        du … au
        à partir|compter du
        reprendrai|reprends
        serai de nouveau
        rouvr~
    """,
    Cue.URGENT: """
        en cas d|de urgence|besoin
        pour toute|les urgence|urgences|demande|question
        si … urgent|urgente
    """,
    Cue.INSTEAD: """
        vous pouvez … contacter|adresser|joindre|écrire
        veuillez … contacter|adresser|vous|joindre|écrire
        merci de|d … contacter|adresser|joindre|écrire
        mon|ma collègue
    """,
    Cue.LATER: """
        dans les meilleurs|plus délais|brefs
        dès que possible
        dès|à mon|notre retour
        dans les plus brefs délais
        vous répondrai|répondrons|recontacterai|recontacterons
        reviendrons|reviendrai vers vous
        sera|est … traitée|traité|transmise
    """,
    Cue.TERM: """
        sous|dans … jours|heures|semaines
        jours ouvrés|ouvrables
    """,
    Cue.THANKS: """
        merci|remercie|remercions pour|de votre … message|mail|courriel|email|demande|intérêt
        avons bien reçu
    """,
    Cue.RECEIVED: """
        votre message|mail|courriel|email|demande|requête|candidature … reçu|reçue|enregistrée|enregistré|parvenu|
            parvenue|prise
        avons|ai [bien] reçu votre
        accusons|confirmons [la] [bonne] réception
        bonne réception de
    """,
    Cue.TICKET: """
        ticket|numéro|référence|dossier [n|numéro|de|no] 0~|1~|2~|3~|4~|5~|6~|7~|8~|9~
        numéro de dossier|ticket|demande|suivi
        sous la|le référence|numéro
    """,
    Cue.ASK: """
        pouvez|pourriez|pourrais|peux vous|tu|nous|m|me
        je|j voudrais|souhaite|souhaiterais|aimerais|cherche|voulais
        ai|avons besoin
        nous voudrions|souhaitons|cherchons|aimerions
        une question
        est ce que
        savez|avez vous
        merci de me|nous … dire|envoyer|confirmer|indiquer|informer
        veuillez me|nous
        pourquoi
    """,
    Cue.OWN: """
        mon|ma|mes|notre fils|fille|enfant|enfants|mari|femme|mère|père|appartement|propriétaire|dossier|rendez|colis|
            voisin
        ci joint|jointe|joints
        rendez vous
        pièce jointe
        le colis|cours|devoir
        d accord
    """,
    Cue.ABOUT: """
        n est|pas pas … automatique|robot
        que|toujours … réponses|réponse automatique|automatiques
        j ai|avons … reçu … réponse|message … automatique|absence|erreur
        votre réponse|message automatique|d absence
        mon|le message|mail|courriel … revenu|retourné|rejeté
        message d erreur
        non distribué|remis
    """,
    Cue.OFFER: """
        avez vous … questions|question
        des questions
    """,
}
