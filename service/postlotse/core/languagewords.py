"""Words and letters by which `core.language` tells languages apart.  Data only; our own lists: extend them freely."""

from collections.abc import Mapping

#: Letters that only (or nearly only) one language of a script uses, with the weight of one of them.
LETTERS: Mapping[str, tuple[str, float]] = {
    "uk": ("іїєґ", 4.0),
    "ru": ("ыэё", 4.0),
    "bg": ("ъщ", 0.6),
    "hr": ("ђћ", 4.0),
    "mk": ("ѓќѕ", 4.0),
    "fa": ("پچژگ", 1.0),
    "ar": ("ةىئؤإأ", 1.5),
    "ur": ("ٹڈڑںےہھ", 3.0),
    "ps": ("ټډړږښګڼۍېځڅ", 4.0),
    "ckb": ("ڕڵۆێەڤ", 3.0),
}
#: Small words that tell languages apart, in the spelling of people who leave out diacritics too.
SMALL: Mapping[str, str] = {
    "de": """
        und der die das ist nicht ich wir sie ein eine mit fuer für bitte haben habe auch auf von zu im den dem
        brauche brauchen suche suchen gibt wie kann koennen können moechte möchte hallo guten geht uns mir mein
        meine unser unsere noch heute am um oder bin sind wird werden danke gruss gruesse sehr geehrte tag ihnen wer
        wo was wann kein keine bei aus nach dass aber
    """,
    "en": """
        the and is are to of for we you our my have with this that please can need would hello do what how in it
        not an help thanks where from at on there any will your
    """,
    "tr": """
        ve bir bu icin içün için ile var mi mı yok ben biz siz sizin bize bana nasil nasıl ne lutfen lütfen merhaba
        tesekkur teşekkür ederim ederiz istiyorum istiyoruz olarak cok çok daha gibi da de degil değil selam iyi
        lazim lazım ariyoruz arıyoruz kim oglum oğlum nereye nerede
    """,
    "ro": """
        și si este pentru la cu nu vă va sunt am avem din pe un o bună buna ziua mulțumesc multumesc care să sa
        ce vreau caut căutăm cautam unde cum
    """,
    "pl": """
        i w z na nie się sie jest do czy dla jak że ze mam mamy dzień dzien dobry proszę prosze o to po są sa
        jestem szukam szukamy gdzie kiedy dziękuję dziekuje od
    """,
    "hr": """
        i je da se na za u su sa ne mi smo bi li kako imamo molim hvala dobar dan što sta šta želimo zelimo koji
        ali nije tražim tražimo trazimo trebamo gdje gde treba možemo odakle
    """,
    "it": """
        e il la di che per un una non sono è siamo buongiorno grazie vorrei con del della nel gli ci ho abbiamo
        come i le cerchiamo cerco dove
    """,
    "es": """
        el la de que y en los para por una un con no es hola gracias somos quiero necesito como del las se mi
        nuestra buscamos busco buenas buenos donde dónde
    """,
    "fr": """
        le la les et de un une est pour je nous vous que dans ne pas bonjour merci avec des du en notre mon
        avons sur cherchons cherche où
    """,
    "pt": """
        o a os de que e para uma um com não nao é em por obrigado olá nós somos preciso do da no na se meu minha
        bom dia procuro precisamos
    """,
    "kmr": """
        û ji bo li ku ez em hûn me min we hene heye dixwazim silav spas bi jî na ev kurdî digerin rojbaş gelek
    """,
    "sq": """
        dhe për per të te në ne një nje është eshte nuk jam jemi ju mund faleminderit përshëndetje me si kemi që
        qe na duhet kërkoj
    """,
    "hu": """
        és es a az nem hogy egy van vagy kérem koszonom köszönöm szeretnék szeretnénk jó napot kell is mi meg
    """,
    "vi": """
        và là của không tôi cho chúng có được xin chào cảm ơn với một những này các
    """,
    "so": """
        waxaan waxaa waa iyo oo ah aad ayaa ayaad ayay uu ugu kuu inaan mahadsan mahadsantahay salaan fadlan anigu
        baahanahay raadinayaa ka ku wuxuu noo nahay caawimaad waan wuu ilaa doono tahay yahay xiran wanaagsan soo waad jiraa
    """,
    "nl": """
        het een en van wij niet zijn voor met ons dat goed bedankt goedemiddag goedendag graag zoeken hebben kunnen
        geen naar
    """,
}  # fmt: skip
#: The same for languages in Cyrillic letters; `hr` is Serbian, `mk` only keeps Macedonian out of the others.
SMALL_CYRILLIC: Mapping[str, str] = {
    "uk": """
        і й та в у на не що як це для ми ви я чи де дякую добрий день потрібна потрібно шукаю шукаємо хочемо хочу є
        наш наша мій моя з від до прошу будь ласка мені нам
    """,
    "ru": """
        и в на не что как это для мы вы я ли где спасибо здравствуйте добрый день нужна нужен нужно ищу ищем хотим хочу
        есть наш наша мой моя с от до прошу пожалуйста мне нам у когда можно
    """,
    "bg": """
        и в на не че как това за ние вие аз ли къде благодаря здравейте добър ден нужна търся търсим искаме искам
        има имаме няма наш нашия нашето нашата имате ми с от до моля ни ще да се са е си сме кога може
    """,
    "hr": """
        и у на не да како то за ми ви ја ли где хвала добар дан треба тражим тражимо желимо желим има имамо нема наш наше
        моје од до молим нам нас се су је сам смо би сала што можемо
    """,
    "mk": """
        и во на не дека како тоа за ние вие јас ли каде благодарам добар ден треба барам бараме сакаме сакам има имаме нема
        наш нашето ми од до ве се е сум сме здружение
    """,
}  # fmt: skip
#: Words of languages with letters of their own, in Latin letters as people type them; `!` marks words of weight two.
LATINISED: Mapping[str, str] = {
    "ar": """
        ana bidi! biddi! 3andi! shukran! kifak! kifik! inta ya3ni! ma3 ala marhaba! mumkin baddi! badde! bedna! badna! bade
        bedi! bas kteer! ktir! lazem youm yom talib 3am! ben bent shu shou aw eno law allah alaikum! alaykum! alikom! assalam!
        ohtaj! ahtaj! a7taj! abhath! nahnu! nureed! nurid! uridu! ureed! orid! lil haflah samahto samaht! jazilan! okhti akhi
        ibni! ibnti binti al el fi w wa min souria suria hal mosaada! musaada! mosa3ade! la2 sho! wein! wayn shoghl! sakan
        madrase! jam3iyye! hada hay hon mish mu mou mafi ma3i kaman lakin laken ento intu kol alaman almania
    """,
    "fa": """
        salam man ma shoma! ast baraye! mikham! mikhaham! mikhaym! mikhahim! hastim! hastam! lotfan! mamnoon! khodahafez!
        kheili! kheyli! az ke ba dar niaz! niyaz! daram! darim! mishe! mikonam! mikonim! nadaram! chetor! khahesh! konid!
        konam! konim ye va be mitavanam! mitoonam! nabashid! khaste pesaram! dokhtaram! komak! yek farda! miayam! khane kelas
        sabt nam in on anjoman! madrese! kard kardam ham ra ro bood hast tashakor! tashakkor!
    """,
    "ru": """
        zdravstvuyte! zdravstvujte! zdrastvuyte! privet! spasibo! pozhaluysta! pozhalujsta! mne! menya! nuzhna! nuzhno! nuzhen!
        gde kak mozhno! mozhet chto! eto! ya my vy on est! yest net ochen! nado! hochu! hotim! khotim! ishchu! ishu! rabotu
        kvartiru na v s i u pro dlya! ili zovut! poluchit! pomogite! pomoshch! pomosh dobryj! dobryy! dobriy! den vopros!
        shkolu zapisatsya! bolshoe! subbotu! tozhe! kogda! pochemu! moy moya nash rebenok! rebyonok! kursy dokumentami zal
        skolko! nam vas arendovat!
    """,
    "uk": """
        dobryj! dobryy! den pryvit! dyakuyu! diakuiu! meni! potribna! potribno! potriben! dopomoha! dopomohty! de mozhna! my ya
        ty khochemo! hochemo! khochu! shukayu! shukaiu! shukayemo! z dokumentamy! na v i robotu kvartyru! dopomozhit! bud
        laska! zapysatysia! zapysatysya! nimetskoi! shcho! scho! yak ye nemaye! nemaie! dlia! dlya dytyny! dytyna! orenduvaty!
        zalu subotu harnoho! proshu chy
    """,
    "bg": """
        zdraveite! zdraveyte! zdravei! blagodarya! blagodaria! mersi tarsya! tyrsya! tarsim! iskam! iskame! da se za na ot s i
        dobar den kak molya! molia! imame nuzhda! kurs po nemski! kade! kude! kyde! moga mozhe! detska! gradina sdruzhenie!
        pomosht! dokumentite! pravi popitam! az sam sum! nie vie nyama! niama! shte! rabota stai edin edna
    """,
}  # fmt: skip
#: Words of Dari that Iranians do not use; two of them are certain.
DARI = """
    مکتب شفاخانه موتر پوهنتون تذکره اطفال نمایید نمائید تشکر لیسه ولسوالی افغانستان کابل مزارشریف هرات داکتر فامیل کورس
    بخیر آیدی قریه معاش کلان خورد محصل ازدواجی پولیس ترجمان تیلفون بسیار چوکی همرای
"""
#: Given names: a text of a few capitalised words with one of these is a signature, not a language.
GIVEN_NAMES = """
    ali mehmet ahmet mustafa fatma ayse ayşe emine hatice hüseyin hasan ibrahim murat zeynep elif maria marija marie anna ana
    olena olga oksana iryna irina natalia natalya tetiana svitlana ivan andriy andrij andrei andrej sergej serhii dmytro dmitri
    vladimir volodymyr oleg oleh yuri michael thomas peter petra hans klaus stefan stephan andreas christian martin markus
    sabine monika ursula karin julia laura lisa sarah sara david daniel paul jan tomasz piotr krzysztof anna agnieszka
    katarzyna magdalena ewa jakub john james robert mary elizabeth jean pierre luc sophie jose josé juan carlos luis carmen
    pedro joão antonio giovanni giuseppe marco luca paolo francesca giulia mohamed mohammed mohammad muhammad omar osman yusuf
    youssef khaled hassan hussein amina fatima aisha leila layla nour mariam maryam reza hamid abbas zahra ahmad abdul
    abdullah abdi hodan samuel grace joseph emmanuel ion mihai elena cristina gheorghe vasile georgi dimitar nikolay
    marko luka ivana jelena milan dragan amir emir selma nermin
    анна мария олена ольга оксана ирина ірина наталья наталія татьяна тетяна светлана світлана иван іван андрей андрій сергей
    сергій дмитрий дмитро владимир володимир олег александр олександр елена михаил николай юрий юрій георги димитър петър
    мария марко јелена милан драган
    محمد أحمد احمد علي حسن حسين خالد عمر فاطمة مريم عائشة يوسف إبراهيم عبدالله عبد رضا حسین علی زهرا مریم فاطمه
"""
