"""Words of greetings, closings and titles, small words of second-tier languages: never shown as evidence.  Only tables."""

from postlotse.core.topics.fold import fold


def _folded(words: str) -> frozenset[str]:
    return frozenset(word for word in fold(words).split() if word != ".")


#: A short first line with one of these is a greeting.
GREETING = _folded(
    """
    sehr hallo hi hey liebe lieber guten moin servus grüß geehrte geehrter geehrtes salam
    dear hello good greetings
    merhaba sayın selam iyi selamün değerli
    добрий доброго привіт вітаю шановний шановна шановні здравствуйте добрый привет уважаемый уважаемая уважаемые
    здравейте добър уважаеми уважаема здрасти
    السلام مرحبا السيد السيدة حضرة تحية عزيزي أهلا سلام با درود جناب سرکار محترم
    bună stimată stimate stimați salut dragă
    dzień szanowni szanowna szanowny witam cześć
    poštovani poštovana poštovane dobar zdravo bok cijenjeni lijep
    buongiorno gentile gentili egregio salve ciao buonasera spettabile cara caro
    hola buenos buenas estimado estimada estimados estimadas querido querida
    bonjour bonsoir madame monsieur cher chère chers salut
    καλημέρα καλησπέρα χαίρετε γεια αγαπητή αγαπητέ αγαπητοί αξιότιμε αξιότιμη
    olá bom boa prezado prezada prezados caros caro cara
    përshëndetje tungjatjeta mirëdita pershendetje miredita i nderuar e të nderuar
    tisztelt kedves kínai jó szia
    rojbaş silav bi rêzdar hêja
    salaan asc iska
    xin chào kính thưa
    """
)

#: A short line with one of these, near the end, begins the closing.
CLOSING = _folded(
    """
    grüße grüßen gruß gruss grüssen gruesse mfg lg vg hochachtungsvoll danke dank ciao tschüss euer eure herzlichst
    regards sincerely wishes cheers thanks
    saygılar saygılarımla saygılarımızla selamlar teşekkürler sevgiler hürmetler
    повагою вітанням дякую уважением спасибо благодарю уважение поздрави благодаря поздрав хвала поштовањем
    تحياتي التحية التحيات شكرا احترام تشکر سپاس ممنون متشکرم باحترام ارادتمند
    stimă stima respect mulțumesc mulțumim salutări
    poważaniem pozdrawiam pozdrowieniami dziękuję dzięki pozdrowienia
    poštovanjem štovanjem pozdrav pozdravi hvala
    saluti cordialmente grazie saluto
    saludos saludo atentamente gracias
    cordialement salutations merci respectueusement
    εκτίμηση ευχαριστώ χαιρετισμούς ευχαριστούμε
    respekt nderime faleminderit respektin
    atenciosamente cumprimentos obrigado obrigada
    üdvözlettel köszönöm köszönettel tisztelettel
    rêzdarî spas silavên mahadsanid mahadsan
    """
)

#: The word after one of these is a name.
TITLES = _folded(
    """
    frau herr herrn familie dr prof dipl ing schwester bruder name namens name heiße heisse vorsitzende vorsitzender
    mr mrs ms miss mister
    bay bayan adım ismim
    пан пані пана пане панові господин госпожа господине госпожо г-н г-жа зовут звати казвам имя ім'я
    السيد السيدة الأستاذ الأستاذة الدكتور الدكتورة اسمي آقای خانم جناب سرکار دکتر نامم
    domnul doamna domnule domnului doamnei dna dl numesc
    pan pani pana panu panią panem państwo
    gospodin gospođa gospodine gospođo gđa zovem
    signor signora sig dott dottoressa dottore chiamo
    señor señora sr sra don doña llamo
    madame monsieur mme mlle appelle
    κύριε κυρία κύριος κύριο λέγομαι ονομάζομαι
    senhor senhora zoti zonja quhem úr asszony
    """
)

#: First names in scripts without capitals, where nothing else tells a name.
NAMES = _folded(
    """
    محمد أحمد محمود علي حسن حسين فاطمة مريم زينب خالد عمر يوسف إبراهيم سارة ليلى عبد عبدالله مصطفى كريم طارق سامر رنا هدى آمنة
    عائشة خديجة ياسمين سلمى رانيا نادية سعيد جمال ماهر باسل أمل لينا دانا عثمان إسماعيل موسى عيسى
    رضا زهرا حسین مهدی امیر نرگس پریسا مینا فرهاد بهرام داریوش شیرین الهام نیلوفر سمیرا نسرین فرشته سهراب آرش کاوه جواد اکبر
    """
)

#: What everybody writes who asks for something, and numbers: true of every topic.
GENERAL = _folded(
    """
    helfen hilft hilfe suchen suche drei vier fünf sechs sieben acht neun zehn erst ganz eigentlich wissen sagen sagt
    help looking three four five six seven eight nine ten really
    yardım nereye nerede arıyoruz arıyorum üç dört beş etmedi etti
    допомогти допомога допомогою шукаємо шукаю три чотири помочь помощь ищем ищу три четыре нужна нужно нужен
    помогнете помощ търсим търся مساعدة المساعدة نبحث أبحث نفعل أفعل کمک دنبال خواهیم میخواهیم بدهیم کنیم
    ajutor ajutați căutăm caut trei pomóc pomocy szukamy szukam trzy potrzebujemy potrzebuję pomoć pomoc tražimo tražim
    aiuto aiutare cerchiamo cerco tre ayuda ayudar buscamos busco tres aide aider cherchons cherche trois
    ψάχνει ψάχνουμε βοηθήσετε βρούμε ndihmë ndihmoni ajuda ajudar
    """
)

#: Small words of Greek, Portuguese, Albanian, Hungarian, Kurmancî, Somali and Vietnamese.
SMALL = _folded(
    """
    και για από απο στο στη στην στον στα στις στους του της των τον την τους τις που πως ότι οτι δεν μην μας σας μου σου με
    σε ένα ένας μια μία είναι είμαι είμαστε έχω έχουμε έχει ήταν θα να αν αλλά όμως γιατί πώς πού τι αυτό αυτή αυτά πολύ κάτι
    μπορώ μπορούμε μπορεί μπορείτε θέλω θέλουμε παρακαλώ χρειάζομαι χρειαζόμαστε υπάρχει όταν πρέπει μετά πριν εδώ όλα όλοι
    não nao com para por uma umas uns dos das nos nas pelo pela como mas mais muito meu minha meus nosso nossa seu sua você
    vocês estou está estamos temos tenho ter ser são foi fazer pode posso podemos quero queremos preciso precisamos isso esta
    este essa esse também onde quando porque qual quem
    për per një nje dhe nga me në ne të te që qe nuk por edhe jam është eshte janë jemi kam kemi ka kanë mund duhet dua duam
    si çfarë cfare ku kur kush pse unë une ju ai ajo ata ato tim time tonë tone tuaj juaj sepse shumë shume këtë kete kjo ky
    kjo këto deri pas para mua juve ndonjë ndonje lutem
    és egy hogy nem van vagy vagyok vagyunk lehet kell szeretném szeretnénk kérem kérjük mert csak már még ezt azt aki ami
    amely nekem nekünk önök ön hol mikor hogyan milyen után előtt
    û ku ji bo di de li me min we wan ez em hûn ew dixwazim dixwazin heye hene nîne tune çawa kengî çima gelek
    waa waxaan waxaanu iyo oo ka ku in aan aad uu ay lagu laga loo leh nahay ahay mid wax sidee goorma
    và của cho tôi chúng là có không được với này một các những khi nào ở như thế để cần muốn xin
    """
)
