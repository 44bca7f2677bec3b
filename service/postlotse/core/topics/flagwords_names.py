"""How another person is named in a mail: kin and titles of every language, before a name.  Data only; see `flags`.

Expressions (RE2), not phrases: a name is known by its capital letter, which folding would lose.
"""

#: Who is spoken of, right before the name; parted by `|`, any case.
SPOKEN_OF = (
    # de
    r"frau|herrn?|familie|sohn(?:es)?|tochter|bruder|schwester|nachbarin|nachbarn?|mitglied|cousine?|kusine|freundin|freund|mann|"
    r"mutter|vater|koll?eg[a-zäöü]*|schüler[a-z]*|neffen?|nichte|onkel|tante|teilnehmer[a-z]*|bewohner[a-z]*|patient[a-z]*|"
    r"spieler[a-z]*|trainer[a-z]*|kassierer[a-z]*|zeugnis von|opa|oma|enkel[a-z]*|schwager|schwägerin|baby|kind|"
    # en
    r"mrs?\.?|ms\.?|miss|friend|neighbou?r|brother|sister|son|daughter|cousin|nephew|niece|mother|father|husband|wife|colleague|"
    r"member|players?|student|behalf of|uncle|aunt|trainee|resident|residents|"
    # tr
    r"kom[sş]um[a-zçğıöşü]*|kuzenim|ye[gğ]enim|arkada[sş][ıi]m|o[gğ]lum|k[ıi]z[ıi]m|annem|babam|karde[sş]im|abim|ablam|e[sş]im|"
    r"kay[ıi]nvalidem|teyzem|[uü]yemiz|"
    # uk, ru, bg
    r"сусід[а-яіїє]*|племінни[а-яіїє]*|подру[а-яіїєґ]*|друг[а-яіїє]*|учасни[а-яіїє]*|син[а-яіїє]*|доч[а-яіїє]*|брат[а-яіїє]*|"
    r"сестр[а-яіїє]*|мам[а-яіїє]*|уч[еє]?н[а-яіїє]*|колег[а-яіїє]*|кум[а-яіїє]*|одногрупни[а-яіїє]*|підопічн[а-яіїє]*|"
    r"сосед[а-яё]*|сын[а-яё]*|племянни[а-яё]*|внук[а-яё]*|коллег[а-яё]*|учени[а-яё]*|"
    r"съсед[а-я]*(?: си| ми)?|приятел[а-я]*(?: си| ми)?|син[а-я]* ми|дъщеря ми|братовчед[а-я]*(?: ми)?|баща ми|майка ми|колег[а-я]* ни|"
    # ro
    r"vecin[a-zăâîșț]*(?: mea| meu)?|prieten[a-zăâîșț]*(?: mea| meu)?|nepo[a-zăâîșț]*(?: mea| meu)?|fiul(?: meu)?|fiica(?: mea)?|"
    r"coleg[a-zăâîșț]*(?: nostru| meu| mea)?|domnul|doamna|fratele(?: meu)?|sora(?: mea)?|"
    # pl
    r"s[ąa]siad[a-ząęłńóśźż]*|kole[gż][a-ząęłńóśźż]*|znajom[a-z]*|ucze[nń]|ucznia|uczennic[a-zę]*|syn[a-z]*|c[óo]r[a-zęą]*|"
    r"pan[iau]?|bratan[a-z]*|siostr[a-zę]*|kuzyn[a-zę]*|klient[a-zę]*|"
    # hr
    r"susjed[aeiu]?|kom[sš]ij[aeu]|kom[sš]inic[aeu]|prijatelj[a-z]*|sin[a-z]*|k[ćc]er[a-zk]*|kum[aeu]?|gospođ[aeu]|svekrv[aeu]|"
    # it, es, fr, pt
    r"vicin[ao]|amic[ao]|figli[ao]|fratello|sorella|signora?|cugin[ao]|nipote|collega|aiuto cuoco|nuora|genero|"
    r"vecin[ao]|amig[ao]|hij[ao]|herman[ao]|señora?|prim[ao]|sobrin[ao]|compañer[ao](?: de piso)?|"
    r"voisine?|amie?|fils|fille|frère|s(?:œ|oe)ur|neveu|nièce|cousine?|m\.|mme|collègue|monsieur|madame|"
    r"vizinh[ao]|filh[ao]|irmã[o]?"
)
#: The writer's own name stands behind these, or a name that is greeted.
OWN = (
    r"(?:name ist|heiße|heisse|ich bin|i am|i'm|name is|adım|adim|ben|ismim|звати|я|зовут|numesc|numele meu|казвам се|аз съм|"
    r"nazywam się|jestem|zovem se|ja sam|chiamo|sono|llamo|soy|appelle|suis|geehrte[rsn]?|liebe[rs]?|hallo|hello|dear|hi|tag|"
    r"grüße|gruß|regards|sayın|merhaba|шановн[а-я]+|уважаем[а-я]+|уважаван[а-я]+|dragă|stimat[ăe]|szanown[a-z]+|drog[ai]|poštovan[a-z]+|"
    r"gentile|cara|caro|estimad[ao]|querid[ao]|cher|chère|bonjour|abend|morgen|servus|moin|an)[,: ]{1,3}$"
)
#: An age right behind a name.
AGE = r"(?:,? ?\(|, )(?:ca\. |ok\. |około )?\d{1,2}(?:[,);.]| ?(?:Jahre|J\.|лет|год|рок|г\.|god|yaş|yas|years|ans|anni|años|ani|lat|ετών))"
#: Kin and titles before a name in Arabic letters, given names behind them.
SPOKEN_OF_ARABIC = (
    r"(?:ابن|ابني|ابنتي|بنتي|زوجي|زوجتي|أخي|اخي|أختي|جاري|جارتي|جارتنا|جارنا|صديقي|صديقتي|السيد|السيدة|الأستاذ|عمتي|خالتي|والدتي|"
    r"آقای|خانم|دوستم|پسرم|دخترم|برادرم|خواهرم|همسایه|همسایه‌ام|همسایه‌مان|شاگرد|عضو)"
)
GIVEN_ARABIC = (
    r"(?:محمد|أحمد|احمد|علي|علی|حسن|حسين|حسین|خالد|عمر|فاطمة|فاطمه|مريم|مریم|عائشة|يوسف|إبراهيم|ابراهیم|عبد\S{0,6}|رضا|زهرا|سمير|سميرة|"
    r"ليلى|لیلا|لينا|هالة|مازن|كرم|رامي|نور|هدى|سارة|سارا|حمزة|بلال|طارق|زينب|زینب|نرگس|نسرین|مهدی|امیر|سعید|حمید|فرهاد|پروین|شیرین|"
    r"مصطفى|مصطفی|ياسين|وسيم|جميلة|خديجة|سلمى|أمينة|رنا|ريم|عادل|كريم|کریم|جواد|کاوه|پریسا|مینا|الهام|فرید|ناصر|منصور|نبيل|حسام)"
)
