"""Words that carry no topic, in the languages of the texts: never shown as evidence.  Only that; the model reads them."""

from functools import cache

from postlotse.core.topics.fold import fold

_WORDS = {
    "de": """
        beste bester besten antwort antworten
        aber alle allem allen aller alles als also am an ander andere anderen auch auf aus außer bei beim bin bis
        bitte bitten brauche brauchen da dabei dafür damit danach danke dann daran darf darum das dass davon dazu dein
        deine dem den denn der deren des deshalb die dies diese diesem diesen dieser dieses doch dort du durch dürfen
        ein eine einem einen einer eines einfach einige er es etwas euch euer eure für gar geben geehrte geehrter geht
        gerne gern gibt grüße grüßen gruß guten hab habe haben hallo hat hatte hatten hätte hätten herr herren herrn
        herzlich heute hier ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in ins ist ja jede jedem jeden jeder
        jetzt kann kannst kein keine keinen können könnten könnte kommen kommt liebe lieber machen macht man mehr mein
        meine meinem meinen meiner mich mir mit mfg möchte möchten muss müssen nach nein nicht nichts noch nun nur ob
        oder ohne schon sehr sei seid sein seine seinem seinen seiner seit sich sie sind so soll sollen sondern tag
        uns unser unsere unserem unseren unserer und unter vom von vor vielen viele viel war wäre was wegen weil
        weiter welche welcher wenn wer werden wie wieder wir wird wo wollen will wollte würde würden zu zum zur zwei
        über freundlichen freundliche damen frau rückmeldung anfrage frage fragen mail
        bedeutet gesendet nachricht vorher wem wen wende wenden wessen zurück
    """,
    "en": """
        a about after all also am an and any anyone are as at be because been before but by can could dear did do does
        doing for from get give good had has have he hello help her here hi him his how i if in into is it its just
        kind know let like me my need no not now of on one only or other our out please regards she should so some
        something soon than thank thanks that the their them then there these they this those to too up us very want
        was we were what when where which who why will with would you your yours sincerely question
    """,
    "tr": """
        acaba ama ancak az bana bazı ben beni benim bile bir biri biz bize bizim bu buna bunu bunun burada çok çünkü
        da daha de değil diye en eğer gibi hem hep her hiç için ile ise iyi kadar ki kim lütfen merhaba mi mı mu mü
        nasıl ne neden nerede o olan olarak oldu olduğu olur onu onun orada ortak saygılarımla saygılar sayın selam
        sen siz size sizin sonra şey şimdi şu teşekkür teşekkürler ederim ederiz tüm var ve veya ya yani yok istiyorum
        istiyoruz günler selamlar
    """,
    "uk": """
        а або але без би був була були було в вам вас ваш ваша вже ви від він вона вони все де день для до доброго
        добрий його з за зі і із й її їх коли ласка ласкаво ли мене мені ми мій може можна можете мої моя на нам нас
        наш наша не немає ні ну один по привіт при про прошу повагою підкажіть та так також такий там те ти тільки то
        тому у хочу це цей ця чи чому що щоб як який яка які якщо я дуже дякую є щиро будь
    """,
    "ru": """
        а без бы был была были было в вам вас ваш ваша все вы да для до добрый день его ее если есть еще же за
        здравствуйте и из или им их к как какие какой когда который кто ли меня мне мой мои моя мы на нам нас наш наша
        не него нее нет ни них но ну о об один он она они от очень по пожалуйста подскажите привет при прошу с со
        спасибо так такой там то тоже только у уважением уже хочу чем что чтобы это этот эта я можно может
    """,
    "ar": """
        أن إن أنا أنت أو أي إلى ألا التي الذي الذين السلام عليكم هذا هذه هذي هناك هل هو هي هم هنا و في من على عن مع ما
        ماذا لا لم لن له لها لي لكم لكن لنا كان كانت كل كما كيف قد عند عندي عندنا بعد قبل بين حتى ثم نحن نحنا نريد
        أريد اريد بدي بدنا شكرا مرحبا تحية تحياتي السيد السيدة حضرة يا ب ل ولا وهو وهي ايضا أيضا فقط جدا جزيلا يوجد
        ممكن لو شو يعني سمحتم فضلكم
    """,
    "fa": """
        از با به بر برای بود بودم را در و یا که این آن ان او ما من شما آنها ها هم هست هستم هستیم است نیست نه تا هر اگر
        ولی اما چون چه چگونه کجا کی لطفا سلام ممنون متشکرم تشکر می باید باشد شود شده کرد کنم کنید کنیم کرده دارم داریم
        دارد دارید خواهم خواهیم میخواهم خیلی فقط یک دو همه دیگر بعد قبل احترام محترم درود وقت بخیر آیا
    """,
    "ro": """
        a acest această aceasta acum ai al ale am ar are as aș asta au avem aveți bună buna ca că care ce cel cele cu
        cum cât da dacă daca de deja din doar doamnă domnule după este eu fi fost foarte iar îi il îl îmi imi în in la
        le lor mai mă ma mea meu mi mulțumesc multumesc noastră noi nostru nu o pe pentru poate pot prin puteți rog să
        sa sau se sunt și si stimată stimate sunteți toate un una unde unei unui va vă vreau vrem ziua zi zile salut
        respect
    """,
    "bg": """
        а аз ако ами беше би бих без в ви вас ваш все във вече да до добър ден за защо здравейте и из или им има имам
        имаме как какво като кога който която които къде към ли ме ми може можете мога моля моят много на над най нас
        нашата не него нея ни ние никой но нямам няма о от по под при с са само се си след сме сте със съм така там те
        тези ти това този тя тук у че ще я уважаеми благодаря поздрави искам
    """,
    "pl": """
        a aby ale albo bardzo bez był była było być co czy czyli da dla do dobry dzień dziękuję gdzie go i ich ile im
        ja jak jaki jakie jako je jego jej jest jestem jesteśmy jeśli już kiedy kto która które który ma mam mamy mi
        może można mnie mogę moja mój my na nam nas nasz nasza nasze nie nią nich niej no o od on ona oni pan pani
        państwo po pod ponieważ potrzebuję poważaniem pozdrawiam proszę przy przez są się tak także tam te tego tej
        ten to też ty tylko tym u w we witam więc za ze z że żeby chcę chcemy pomoc
    """,
    "hr": """
        a ako ali bez bi bih bila bilo bio bismo biti cijenjeni da dan do dobar gdje gde hvala i ih ili im imam imamo
        ima iz ja je jer jesmo jesam jedan još kad kada kako kao ko koja koje koji kroz li lijep lep lijepo lepo me mi
        može možete mogu moj moja molim na nam nas naš naša naše ne nego nema nemam nešto ni nije nisam njih o od on
        ona oni pa po pozdrav pod poštovani prije pre s sa sam samo se ste si smo su sve što šta štovanjem ta tako
        također te ti to toga tu u uz vam vas vaš već vi za zato zašto želim želimo znam
    """,
    "it": """
        a ai al alla alle anche abbiamo avere avete buongiorno c che chi ci ciao come con cordiali cosa da dal dalla
        dei del della delle di dove e è ed essere fa fare gli grazie ha hanno ho i il in io l la le lei lo loro ma me
        mi mia mio molto nel nella noi non nostra nostro o per perché più piu posso può puo qualcuno quale quando
        quello questa questo salve saluti se si siamo solo sono sta su sua suo tra tutti un una uno vi voi vorrei
        vorremmo vostro
    """,
    "es": """
        a al algo algún aquí así buenos buenas como con cordial cuando de del desde días donde e el ella en entre era
        es esta está estamos este esto estoy fue gracias ha hace hay hola la las le les lo los más me mi mis muy
        necesito no nos nosotros nuestra nuestro o otro para pero por porque puede pueden puedo que qué quiero
        queremos quien saludo saludos se ser si sí sin sobre somos son soy su sus también te tengo tenemos tiene todo
        un una uno y ya yo usted ustedes
    """,
    "fr": """
        a à ai aussi au aux avec avez avons bien bonjour c ça car ce ces cette chez comme comment cordialement d dans
        de des depuis donc du elle elles en est et être été eu fait il ils j je l la le les leur lui m ma mais madame
        me merci mes moi mon monsieur n ne nos notre nous on ont ou où par pas plus peut pouvez pour pourquoi puis qu
        que quel quelle qui s sa sans se ses si son sont suis sur t te tous tout très tu un une veux voudrais
        voudrions vos votre vous y salutations besoin
    """,
}


@cache
def stop_words() -> frozenset[str]:
    """Return all stop words, folded as `prepare` folds, of all languages together."""
    return frozenset(word for words in _WORDS.values() for word in fold(words).split())
