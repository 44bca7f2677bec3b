"""Words by which danger is recognised that only show it together: who does what, what happens when.  See `flagwords_danger`."""

#: Hits or threatens …
HITTING = {
    "de": (
        "geschlagen;schlägt;schlaegt;verprügelt;prügelt;würgt;gewürgt;tritt mich;getreten;misshandelt;gewalttätig;"
        "bedroht;droht;umbringen;töten;gedroht"
    ),
    "en": "hit;hits;beat;beats;beaten;beating;slapped;punched;choked;strangled;threatened;threatens;threatening;abuses;hurts",
    "tr": "dövüyor*;dövdü*;vuruyor;vurdu;tehdit*;tokat*;şiddet uygul*;boğ*",
    "uk": "б'є;бив;побив;вдарив;душив;погрожує;погрожував;загрожує",
    "ar": "يضرب*;ضرب*;يهدد*;هدد*;يعنف*;خنق*",
    "ru": "бьет;бьёт;бил;избил;ударил;душил;угрожает;угрожал;избивает",
    "fa": "می زند;میزند;کتک*;زد;تهدید*;میکشد;خفه*",
    "ro": "bate;bătut*;lovește;lovit*;amenință;amenințat*;strâns de gât",
    "bg": "бие;удря;удари;заплашва;души;пребива;преби",
    "pl": "bije;pobił;uderzył;grozi;groził;dusi;dusił;kopie",
    "hr": "tuče;udara;udario;prijeti;preti;davi;pretukao;туче;удара;прети",
    "it": "picchia;picchiat*;minaccia;minacciat*;strangola*;schiaffi",
    "es": "pega;pegó;golpea;golpeó;amenaza;amenazó;maltrata;estrangul*",
    "fr": "frappe;frappé*;bat;battu*;menace;menacé*;tape;étranglé*;violent avec",
}
#: … and is near to somebody.
KIN = {
    "de": (
        "mein mann;meinem mann;ehemann;exmann;ex mann;ihr mann;der mann;freund;ihr freund;vater;stiefvater;bruder;brüder;"
        "partner;lebensgefährte;sohn;onkel;schwiegervater;schwiegermutter;ehefrau;expartner"
    ),
    "en": "husband;ex husband;boyfriend;partner;father;stepfather;brother;brothers;uncle;son;father in law;ex",
    "tr": "kocam*;kocası;eşim;eşi;babam*;babası;abim*;ağabeyim*;sevgilim*;eski eşim;kayınbabam*",
    "uk": "чоловік;чоловіка;хлопець;батько;вітчим;брат;свекор;син",
    "ar": "زوجي;زوجها;أبي;والدي;أخي;إخوتي;طليقي;أهل زوجها;خطيبي",
    "ru": "муж;мужа;бывший;отец;отчим;брат;парень;свекор;сожитель;сын",
    "fa": "شوهرم;شوهرش;همسرم;پدرم;برادرم;نامزدم",
    "ro": "soțul;bărbatul;concubinul;tata;tatăl;fratele;iubitul;fostul soț",
    "bg": "мъжът ми;съпругът;баща ми;брат ми;приятелят ми;бившият",
    "pl": "mąż;męża;partner;konkubent;ojciec;ojczym;brat;chłopak;były mąż",
    "hr": "muž;suprug;otac;očuh;brat;dečko;partner;bivši;муж;супруг;отац",
    "it": "marito;compagno;fidanzato;padre;fratello;ex;patrigno",
    "es": "marido;esposo;pareja;novio;padre;hermano;ex;padrastro",
    "fr": "mari;compagnon;copain;père;frère;ex;conjoint;oncles",
}
#: Alarming when it is now …
ALARMING = {
    "de": (
        "geschlagen;schlägt;verprügelt;prügel*;würg*;gewürgt;würgemale*;messer;waffe;pistole;gürtel;tabletten;"
        "eingeschlossen;geflohen;versteckt;vermisst;nicht nach hause gekommen;bedroht;drohen;umgefallen;bewusstlos;"
        "kann nicht atmen;schmerzen in brust;macht nicht auf;wehgetan;blaue flecken;striemen;brandwunden;blut;blutet;"
        "nicht aufwachen;isst und trinkt;fasst mich an;gegen tür getreten;entlassen;schloss ist getauscht;"
        "scharf geschossen;erfriert;krankenwagen;unter wasser gedrückt;mit benzin"
    ),
    "en": (
        "knife;a gun;weapon;beaten;choked;locked;hiding;escaped;missing;threaten*;unconscious;pills;bridge;bruises;"
        "bleeding;not wake up;stopped eating;chasing;looking for her;life is at risk;windowsill;no home;leave the hostel;"
        "a rope;petrol;gasoline"
    ),
    "tr": "dövdü;vurdu;silah*;tehdit*;kilit*;kaçtı*;kayıp;morar*;baygın;ilaç iç*;bıçak;benzin",
    "uk": (
        "вдарив;б'є;душив;ніж;зброя;пістолет;погрожує;загрожує;замкнув;зачинив;втекла;зник;зникла;не повернувся;синц*;"
        "непритомн*;таблетк*;колії;прокидатись;перекосило;швидку;вени;мотузк*;бензин*"
    ),
    "ar": (
        "ضرب;ضربها;سكين;سلاح;يهددونها;محبوسة;حبسني;هربت;مختبئة;مفقود;لم يعد;كدمات;ينزف;حبوب;خنق*;ما عاد بدي;bedi 3ish;"
        "intihar;حبل;معصم*;وريد;بنزين;وداعا"
    ),
    "ru": (
        "ударил;бил;бьет;душил;нож;оружие;пистолет;закопает;угрожает;запер;заперла*;убежала;пропал*;не вернул*;синяк*;"
        "без сознания;таблет*;стонет;домой идти боюсь;скорую;так всем будет легче;веревк*;верёвк*;бензин*"
    ),
    "fa": "چاقو;اسلحه;زندانی;حبس;پنهان;کبود;خون;قرص;بیهوش;کارم را تمام;دستم را بریدم;پرت می کند;امیدی ندارم;طناب;بنزین",
    "ro": (
        "lovit*;bătut;cuțit;armă;amenin*;încuiat*;fugit*;dispărut*;vânătăi;sânge*;inconștient*;pastile;rupt mâna;"
        "salvarea;febră mare;vene;venele;frânghie;benzină"
    ),
    "bg": (
        "удари*;бие;нож;оръжие;заплаш*;избяга*;изчезна*;синини;кърви;припадна;хапчета;страх ме;инсулин;линейка;въже;"
        "вените;бензин"
    ),
    "pl": (
        "uderzył*;bije;nóż;broń;grozi;ukry*;uciekł*;zaginą*;nie wrócił*;siniak*;krwawi;nieprzytomn*;tabletki;podpali;"
        "benzyn*;śpi na klatce;wyrzucono;żyły;sznur;benzyną"
    ),
    "hr": (
        "udario;tuče;nož;oružje;prijeti;preti;pobjegla;pobegla;nestao;nestala;modric*;krvari;onesviješ*;tablete;skoči;"
        "balkona;oprostila;neće trebati;konopac;benzin*"
    ),
    "it": (
        "picchiat*;coltello;arma;minacci*;nascost*;scappat*;scompars*;lividi;sangue;svenut*;pastiglie;pillole;costole;"
        "polsi;una corda;benzina;addio"
    ),
    "es": (
        "golpe*;cuchillo;arma;encerrad*;escondid*;escap*;desaparecid*;moretones;sangre;inconsciente;pastillas;"
        "las muñecas;una soga;gasolina"
    ),
    "fr": (
        "frappé*;couteau;menace*;enfermé*;cachée;cachés;enfui*;disparu*;sang;inconscient*;cachets;j ai peur;les veines;"
        "une corde;essence;adieu"
    ),
}
#: Without a roof …
ROOFLESS = {
    "de": (
        "auf der straße;obdachlos*;schlafplatz;kein dach;keine unterkunft;nicht wo wir schlafen;nicht wo ich schlafen;"
        "im auto schlafen;schlafen im auto;schläft im auto;im park schlafen;rausgeworfen;rausgeschmissen;"
        "vor die tür gesetzt;notunterkunft;wohin mit den kindern;keine bleibe;nirgendwohin;keinen schlafplatz;"
        "wo schlafen;wo wir schlafen;wo sie schlafen;nicht wo schlafen;ohne wohnung auf;im treppenhaus;hinausgesetzt;"
        "wissen nicht wohin;vereinsraum übernachten;kein zuhause mehr;ausgesperrt;schloss ausgetauscht;"
        "schloss ist getauscht;schloss getauscht"
    ),
    "en": (
        "on the street*;homeless;nowhere to sleep;nowhere to go;no place to sleep;place to sleep;sleep outside;"
        "sleeping outside;sleeping in the car;kicked out;thrown out;threw us out;threw me out;no shelter;"
        "sleep in the car;sleep at the station;no home;sleep on the street;sleep rough;where to sleep;locked out;"
        "changed the lock*;bus stop"
    ),
    "tr": (
        "sokakta*;sokağa;evsiz*;kalacak yer*;yatacak yer*;gidecek yer*;evden attı*;kapı önüne;arabada yat*;arabada uyu*;"
        "kalacak yerim;yatacak yerimiz;uyuyacak yer*;dışarı attı*;parkta"
    ),
    "uk": (
        "на вулиці;ніде ночувати;ніде спати;немає де ночувати;немає де спати;немає житла;бездомн*;вигнали;вигнав;"
        "в машині спимо;спимо в машині;на вокзалі;ночувати;ночуємо;змінив замок;змінили замок"
    ),
    "ar": (
        "في الشارع;بالشارع;بلا مأوى;بدون مأوى;مكان للنوم;مكان ننام;مكان أنام;ليس لدينا مكان;ما عندنا مكان;وين ننام;طردنا;"
        "طردني;في السيارة;بلا سكن;أين ننام;وين بدنا ننام;ننام في;الحديقة;محطة القطار;نبات"
    ),
    "ru": (
        "на улице;на улицу;негде ночевать;негде спать;некуда идти;бездомн*;выгнали;выгнал;нет жилья;спим в машине;"
        "на вокзале;ночевать;ночуем;на остановке;сменил замок;выставили"
    ),
    "fa": (
        "در خیابان;توی خیابان;تو خیابون;بی خانمان;جای خواب;جایی برای خواب;جایی نداریم;جایی ندارم;بیرون کرد*;"
        "بیرون انداخت*;سرپناه;کجا بخوابیم;جای خواب نداریم;ایستگاه قطار;بیرونمان;بیرون کردند;بیخانمان;بیسرپناه"
    ),
    "ro": (
        "pe străzi;fără adăpost;unde să dormim;unde să dorm;nu avem unde;nu am unde;dat afară;dați afară;în mașină;"
        "la gară;unde dormi;unde să stăm;pe scări;sub cerul liber;schimbat yala"
    ),
    "bg": "на улицата;бездомн*;къде да спим;къде да спя;няма къде;нямаме къде;къде да отидем;смени ключалката;навън",
    "pl": (
        "na ulicy;na ulicę;bezdomn*;gdzie spać;nie mamy gdzie;nie mam gdzie;dachu nad głową;wyrzucił*;w samochodzie;"
        "na dworcu;noclegu;gdzie nocować;gdzie się podziać;śpi na klatce;wyrzucono;zmienił zamki"
    ),
    "hr": (
        "na ulici;na ulicu;beskućni*;gdje spavati;gde da spavamo;nemamo gdje;nemamo gde;nemam gdje;nemam gde;izbacio*;"
        "izbacili;u autu;na kolodvoru;krova nad glavom;на улици;gde spavati;gdje prespavati;gde da prespavamo;"
        "promijenio bravu;где да спавамо"
    ),
    "it": (
        "per strada;senzatetto;senza tetto;dove dormire;non abbiamo dove;non ho dove;sbattuti fuori;cacciat*;"
        "buttati fuori;un posto per dormire;fuori di casa;dove andare stanotte;cambiato la serratura"
    ),
    "es": (
        "en la calle;sin techo;sin hogar;donde dormir;dónde dormir;no tenemos donde;no tengo donde;nos echaron;me echó;"
        "me ha echado;nos han echado;cambió la cerradura;nos han sacado;donde pasar la noche;dónde pasar la noche"
    ),
    "fr": (
        "à la rue;sans abri;sans toit;où dormir;nulle part;mis à la porte;mise à la porte;dans la voiture;"
        "sous un abribus;changé la serrure;dort dehors;dormons dehors;plus de place à l hôtel;où aller ce soir;"
        "où aller cette nuit"
    ),
    "pt": "na rua;sem teto;onde dormir;lugar para dormir",
    "el": "στον δρόμο;στο δρόμο;πού να κοιμηθούμε;άστεγ*",
    "sq": "në rrugë;ku të flemë;pa strehë",
    "kmr": "li kolanê;cihê razanê;cihê me yê razanê;li derve",
    "ckb": "لەسەر شەقام;شوێنی نووستن;جێگای نووستن",
    "so": "waddada;meel aan seexanno;meel aan seexdo;guri la aan",
    "ti": "ኣብ ጎደና;ኣብ ጽርግያ;መደቀሲ",
    "am": "ጎዳና;መንገድ ላይ;ማደሪያ",
}
#: … and now.
TONIGHT = {
    "de": (
        "heute;heute nacht;heute abend;jetzt;sofort;diese nacht;seit gestern;gestern;nacht;mit kindern;kinder;kindern;"
        "baby;es ist kalt;kalt;dringend;notfall;eben;gerade;gleich;schnell;in einer stunde;in zwei stunden;"
        "seit zwei tagen;seit vier tagen;seit sonntag;frieren;seit stunden;regnet;kleinkind*;säugling"
    ),
    "en": (
        "tonight;now;today;right now;this night;since yesterday;last night;tomorrow;children;kids;baby;cold;urgent*;"
        "emergency;immediately;this evening;an hour ago;freezing"
    ),
    "tr": "bu gece;bu akşam;şimdi;bugün;hemen;dünden;çocuk*;bebek*;soğuk*;acil*",
    "uk": "сьогодні;зараз;цієї ночі;вночі;негайно;терміново;з дітьми;діти;дітей;дитин*;холодно;з учора;мороз;на ніч;ночі",
    "ar": "الليلة;اليوم;الآن;هلق;هلأ;فورا;عاجل;أطفال;أطفالي;الأطفال;أولاد;أولادي;طفل;طفلي;رضيع;برد",
    "ru": (
        "сегодня;сейчас;ночью;этой ночью;срочно;немедленно;с детьми;дети;детей;детьми;ребен*;холодно;вчера;на ночь;мороз;грудн*"
    ),
    "fa": "امشب;امروز;الان;الآن;فوری;همین حالا;بچه;بچه ها;بچههایم;بچهها;کودک;نوزاد;سرد;سرما;دیشب",
    "ro": (
        "în noaptea asta;la noapte;diseară;acum;azi;astăzi;urgent;copii;copiii;copil*;bebeluș*;frig;de ieri;noaptea asta;"
        "noaptea;ploua"
    ),
    "bg": "тази нощ;довечера;сега;днес;спешно;веднага;деца;децата;дете*;бебе*;студено;вчера",
    "pl": (
        "dziś;dzisiaj;tej nocy;dzisiejszą noc;teraz;natychmiast;pilne;pilnie;dzieci;dziećmi;dzieckiem;dziecko;zimno;"
        "wczoraj;w nocy;noworodk*"
    ),
    "hr": (
        "noćas;večeras;sada;danas;odmah;hitno;djeca;djecom;djecu;deca;decom;decu;dijete;djetetom;beba;bebom;hladno;jučer;"
        "juče;ноћас;децом"
    ),
    "it": (
        "stanotte;stasera;adesso;ora;oggi;subito;urgente;bambini;bambino;bambina;figli;neonato;freddo;ieri;questa notte;piove"
    ),
    "es": "esta noche;ahora;hoy;urgente;urgencia;niños;niñas;hijos;hijas;bebé;frío;ayer;llueve;recién nacid*",
    "fr": (
        "ce soir;cette nuit;maintenant;aujourd hui;tout de suite;urgent*;enfants;bébé;froid;hier;nourrisson;nouveau né;il pleut"
    ),
    "pt": "esta noite;hoje;agora;crianças;filhos;bebé;bebê",
    "el": "απόψε;τώρα;σήμερα;παιδιά;μωρό",
    "sq": "sonte;tani;sot;fëmijë;fëmijët",
    "kmr": "îşev;vê şevê;niha;îro;zarok*",
    "ckb": "ئەمشەو;ئێستا;ئەمڕۆ;منداڵ*",
    "so": "caawa;hadda;maanta;carruur*;caruur*",
    "ti": "ሎሚ;ሕጂ;ለይቲ;ቆልዑ",
    "am": "ዛሬ;አሁን;ሌሊት;ልጆች*",
}
