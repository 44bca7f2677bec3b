"""Words by which flags are recognised, per language; phrases part at `;`, `*` stands for any letters (`core.topics.fold`).

Data only.  `hr` holds Croatian, Serbian and Bosnian, Latin script first.  Our own lists: extend them freely.
"""

#: Says by itself that somebody is in danger.
DANGER = {
    "de": (
        "umbringen;bringt mich um;bringt sie um;bringt uns um;selbstmord;suizid;suizidgedanken;suizidal*;"
        "das leben nehmen;nicht mehr leben;nicht mehr weiterleben;will sterben;möchte sterben;lebensgefahr;todesangst;"
        "schlägt mich;schlägt sie;schlägt uns;schlägt seine frau;schlägt die kinder;schlägt ihre kinder;schlägt meine;"
        "mit dem messer;mit einem messer;morddrohung*;todesdrohung*;in akuter gefahr;akute gefahr;wird geschlagen;"
        "geschlagen worden;hat mich geschlagen;hat sie geschlagen;angst um mein leben;angst um unser leben;"
        "angst um ihr leben;vergewaltigt;hat mich gewürgt;sich etwas an*;schluss machen mit dem leben;zwangsheirat*;"
        "zwangsverheirat*;eingesperrt;erstechen;erschießen;sich was antun;überdosis;verblutet;halt es nicht mehr aus;"
        "brennt"
    ),
    "en": (
        "kill me;kill her;kill him;kill us;kill myself;killing myself;kill himself;kill herself;suicide;suicidal;"
        "end my life;want to die;wants to die;do not want to live;don t want to live;no longer want to live;beats me;"
        "beats her;hits me;hits her;is beating;beaten me;beat me;with a knife;in danger;afraid for my life;"
        "fear for my life;death threat*;life in danger;raped;strangled;locked me;forced marriage;hurt myself;"
        "hurt herself;hurt himself;take my life"
    ),
    "tr": (
        "öldürecek*;öldürür*;beni öldür*;bizi öldür*;onu öldür*;intihar*;canıma kıy*;yaşamak istemiyorum;ölmek istiyor*;"
        "beni dövüyor;bizi dövüyor;dövüyor;dayak at*;bıçak*;can güvenli*;hayati tehlike*;hayatım tehlikede;"
        "ölümle tehdit*;şiddet görüyor*;tecavüz*;canımdan korkuyor*"
    ),
    "uk": (
        "вбити мене;вб'є;уб'є;вб'ють;самогубств*;суїцид*;не хочу жити;не хоче жити;хочу померти;покінчити з життям;"
        "б'є мене;б'є її;б'є дітей;побив*;з ножем;ножем;загроза життю;загрожує вбити;погрожує вбити;боюся за життя;"
        "боюся за своє життя;небезпека для життя;зґвалт*;в небезпеці;у небезпеці"
    ),
    "ar": (
        "يقتلني;سيقتلني;يقتلها;سيقتلها;قتلي;بقتلي;بالقتل;انتحار;الانتحار;أنتحر;لا أريد العيش;لا أريد أن أعيش;ما بدي عيش;"
        "أريد أن أموت;بدي موت;يضربني;يضربها;يضربنا;ضربني;عم يضربني;بالسكين;سكين;بسكين;حياتي في خطر;حياتها في خطر;"
        "حياتنا في خطر;خطر على حياتي;في خطر;أخاف على حياتي;خايفة على حياتي;خائفة على حياتي;اغتصب*;تهديد بالقتل;يهددني"
    ),
    "ru": (
        "убить меня;убьет;убьёт;убьют;самоубийств*;суицид*;не хочу жить;не хочет жить;хочу умереть;покончить с собой;"
        "покончить с жизнью;бьет меня;бьет её;бьет детей;бьет жену;избил*;избивает;с ножом;ножом;угроза жизни;"
        "угрожает убить;боюсь за свою жизнь;боюсь за жизнь;опасность для жизни;изнасил*;в опасности"
    ),
    "fa": (
        "میکشد;می کشد;می کشه;منو می کشه;مرا میکشد;مرا می کشد;بکشد;خودکشی;نمی خواهم زنده;نمیخواهم زنده;میخواهم بمیرم;"
        "می خواهم بمیرم;کتک می زند;کتک میزند;کتک می زنه;کتکم;مرا می زند;مرا میزند;مرا کتک;چاقو;با چاقو;جانم در خطر;"
        "جان من در خطر;جانش در خطر;خطر جانی;تهدید به مرگ;تهدید به قتل;تجاوز;در خطر است;در خطرم"
    ),
    "ro": (
        "mă omoară;ma omoara;o omoară;ne omoară;să mă omor;mă omor;sinucid*;sinucidere;nu mai vreau să trăiesc;"
        "vreau să mor;mă bate;o bate;ne bate;bate copiii;m a bătut;a bătut o;cu cuțitul;cu un cuțit;în pericol;"
        "pericol de moarte;îmi este teamă pentru viața*;mi e frică pentru viața*;amenințat cu moartea;"
        "amenință cu moartea;viol;violată"
    ),
    "bg": (
        "ще ме убие;ще я убие;ще ни убие;убие ме;самоубийств*;не искам да живея;искам да умра;бие ме;ме бие;я бие;"
        "бие децата;преби*;с нож;заплашва да ме убие;заплахи за убийство;страх за живота;опасност за живота;в опасност;"
        "изнасил*"
    ),
    "pl": (
        "zabije mnie;mnie zabije;ją zabije;nas zabije;zabić mnie;samobójstw*;samobójcz*;nie chcę żyć;nie chce żyć;"
        "nie chce już żyć;nie chcę już żyć;chcę umrzeć;odebrać sobie życie;bije mnie;mnie bije;ją bije;bije dzieci;"
        "bije żonę;pobił;pobita;z nożem;nożem;grozi śmiercią;grozi że mnie zabije;boję się o życie;"
        "boję się o swoje życie;zagrożenie życia;w niebezpieczeństwie;zgwał*"
    ),
    "hr": (
        "ubit će;ubiće;ubiti će;da me ubije;da je ubije;ubiti me;samoubojstv*;samoubistv*;ne želim živjeti;"
        "ne želim da živim;neću da živim;ne želi više živjeti;želim umrijeti;želim da umrem;tuče me;me tuče;je tuče;"
        "tuče djecu;udara me;pretukao*;nožem;s nožem;prijeti smrću;preti smrću;životnoj opasnosti;bojim se za život;"
        "u opasnosti;silova*;убиће;самоубиств*;туче ме;у опасности"
    ),
    "it": (
        "mi uccide;mi ammazza;la uccide;la ammazza;ammazzarmi;uccidermi;ucciderla;suicid*;non voglio più vivere;"
        "non vuole più vivere;voglio morire;farla finita;togliermi la vita;togliersi la vita;mi picchia;la picchia;"
        "ci picchia;picchia i bambini;mi ha picchiato;mi ha picchiata;con il coltello;con un coltello;pericolo di vita;"
        "in pericolo;paura per la mia vita;minacce di morte;minacciata di morte;violentata;stuprata;farsi del male;"
        "farmi del male"
    ),
    "es": (
        "me mata;me va a matar;la va a matar;nos va a matar;matarme;matarla;suicid*;no quiero vivir;no quiere vivir;"
        "ya no quiero vivir;quiero morir*;quitarme la vida;quitarse la vida;me pega;le pega;nos pega;pega a los niños;"
        "me ha pegado;me golpea;la golpea;me golpeó;con un cuchillo;con el cuchillo;peligro de muerte;en peligro;"
        "miedo por mi vida;temo por mi vida;amenaza* de muerte;violada;hacerse daño;hacerme daño"
    ),
    "fr": (
        "me tuer;la tuer;nous tuer;va me tuer;me tuera;suicid*;veux plus vivre;veut plus vivre;plus envie de vivre;"
        "envie de mourir;veux mourir;mettre fin à mes jours;mettre fin à ses jours;me frappe;la frappe;nous frappe;"
        "frappe les enfants;me bat;la bat;m a frappée;m a battue;couteau;danger de mort;en danger;peur pour ma vie;"
        "menaces de mort;menacée de mort;violée;se faire du mal;me faire du mal"
    ),
}
#: Alarming when it is now …
ALARMING = {
    "de": (
        "geschlagen;schlägt;verprügelt;prügel*;würg*;gewürgt;würgemale*;messer;waffe;pistole;gürtel;tabletten;brücke;"
        "eingeschlossen;abgeschlossen;geflohen;versteckt;verschwunden;vermisst;nicht nach hause gekommen;bedroht;drohen;"
        "droht;umgefallen;bewusstlos;kann nicht atmen;schmerzen in brust;macht nicht auf;gezwungen;wehgetan;"
        "blaue flecken;striemen;brandwunden;blut;blutet;schreit;poltert;kann nicht mehr;hat keinen zweck;nicht aufwachen;"
        "wenn es mich nicht mehr gibt;aufhört;isst und trinkt;ruft bitte nicht;fasst mich an;gegen tür getreten;"
        "vermummt*;entlassen;hinausgesetzt;schloss ist getauscht;frauenhaus*;minus 6 grad;scharf geschossen;erfriert;"
        "insulin;krankenwagen;unter wasser gedrückt;taliban"
    ),
    "en": (
        "knife;a gun;weapon;hit;beat;beaten;choked;locked;hiding;escaped;missing;threaten*;threat;unconscious;pills;"
        "bridge;bruises;bleeding;not wake up;stopped eating;chasing;looking for her;forced;screaming;crying;hurt;"
        "life is at risk;windowsill;no home;leave the hostel;dark"
    ),
    "tr": (
        "dövdü;vurdu;itti;silah*;tehdit*;kilit*;kaçtı*;sakla*;kayıp;morar*;baygın;ilaç iç*;bıçak;bağırıyor;açmıyor;"
        "korkuyorum;son konuşma*"
    ),
    "uk": (
        "вдарив;б'є;душив;ніж;зброя;пістолет;погрожує;загрожує;замкнув;зачинив;втекла;зник;зникла;не повернувся;синц*;"
        "непритомн*;таблетк*;колії;міст;прокидатись;паспорт;перекосило;швидку;боюся"
    ),
    "ar": (
        "ضرب;ضربها;سكين;سلاح;يهدد;يهددونها;تهديد;محبوسة;حبسني;هربت;مختبئة;مفقود;لم يعد;كدمات;ينزف;حبوب;خنق*;أخاف;خايفة;"
        "ما عاد بدي;bedi 3ish;intihar"
    ),
    "ru": (
        "ударил;бил;бьет;душил;нож;оружие;пистолет;закопает;угрожает;запер;заперла*;убежала;пропал*;не вернул*;синяк*;"
        "без сознания;таблет*;мост;стонет;домой идти боюсь;боюсь;скорую;так всем будет легче"
    ),
    "fa": (
        "زد;چاقو;اسلحه;تهدید;زندانی;حبس;فرار;پنهان;گم شده;کبود;خون;قرص;بیهوش;کارم را تمام;دستم را بریدم;پرت می کند;"
        "امیدی ندارم;جواب نمی دهد;میترسم;می ترسم"
    ),
    "ro": (
        "lovit*;bătut;bate;cuțit;armă;amenin*;încuiat*;ascuns*;fugit*;dispărut*;vânătăi;sânge*;inconștient*;pastile;țipă;"
        "mi e frică;rupt mâna;salvarea;febră mare"
    ),
    "bg": (
        "удари*;бие;нож;оръжие;заплаш*;заключ*;скри*;избяга*;изчезна*;синини;кърви;припадна;хапчета;мост;страх ме;"
        "инсулин;линейка"
    ),
    "pl": (
        "uderzył*;bije;nóż;broń;grozi;zamkną*;ukry*;uciekł*;zaginą*;nie wrócił*;siniak*;krwawi;nieprzytomn*;tabletki;"
        "mostu;boję się;podpali;benzyn*;śpi na klatce;wyrzucono"
    ),
    "hr": (
        "udario;tuče;nož;oružje;prijeti;preti;zaključa*;skriva*;pobjegla;pobegla;nestao;nestala;modric*;krvari;"
        "onesviješ*;tablete;most;bojim se;skoči;balkona;oprostila;neće trebati"
    ),
    "it": (
        "picchiat*;coltello;arma;minacci*;chius*;nascost*;scappat*;scompars*;lividi;sangue;svenut*;pastiglie;pillole;"
        "ponte;ho paura;rotto;costole"
    ),
    "es": (
        "golpe*;cuchillo;arma;amenaz*;encerrad*;escondid*;escap*;desaparecid*;moretones;sangre;inconsciente;pastillas;"
        "puente;tengo miedo"
    ),
    "fr": (
        "frappé*;couteau;arme;menace*;enfermé*;cachée;cachés;enfui*;disparu*;bleus;sang;inconscient*;cachets;pont;"
        "j ai peur;peur"
    ),
}
#: Without a roof …
ROOFLESS = {
    "de": (
        "auf der straße;auf die straße;obdachlos*;wohnungslos*;schlafplatz;kein dach;keine unterkunft;"
        "nicht wo wir schlafen;nicht wo ich schlafen;im auto schlafen;schlafen im auto;schläft im auto;im park schlafen;"
        "am bahnhof;rausgeworfen;rausgeschmissen;vor die tür gesetzt;wohin sollen wir;notunterkunft;"
        "wohin mit den kindern;ohne heizung;keine bleibe;nirgendwohin"
    ),
    "en": (
        "on the street*;homeless;nowhere to sleep;nowhere to go;no place to sleep;place to sleep;sleep outside;"
        "sleeping outside;sleeping in the car;kicked out;thrown out;threw us out;threw me out;no shelter;"
        "sleep in the car;sleep at the station"
    ),
    "tr": "sokakta*;sokağa;evsiz*;kalacak yer*;yatacak yer*;gidecek yer*;evden attı*;kapı önüne;arabada yat*;arabada uyu*",
    "uk": (
        "на вулиці;на вулицю;ніде ночувати;ніде спати;немає де ночувати;немає де спати;немає житла;бездомн*;вигнали;"
        "вигнав;куди йти;в машині спимо;спимо в машині;на вокзалі"
    ),
    "ar": (
        "في الشارع;بالشارع;الشارع;بلا مأوى;بدون مأوى;مكان للنوم;مكان ننام;مكان أنام;ليس لدينا مكان;ما عندنا مكان;"
        "وين ننام;طردنا;طردني;في السيارة;بلا سكن"
    ),
    "ru": (
        "на улице;на улицу;негде ночевать;негде спать;некуда идти;бездомн*;выгнали;выгнал;нет жилья;спим в машине;на вокзале"
    ),
    "fa": (
        "در خیابان;توی خیابان;تو خیابون;خیابان;بی خانمان;جای خواب;جایی برای خواب;جایی نداریم;جایی ندارم;بیرون کرد*;"
        "بیرون انداخت*;در ماشین;سرپناه"
    ),
    "ro": (
        "pe stradă;pe străzi;fără adăpost;unde să dormim;unde să dorm;nu avem unde;nu am unde;dat afară;dați afară;"
        "în mașină;la gară"
    ),
    "bg": "на улицата;бездомн*;къде да спим;къде да спя;няма къде;нямаме къде;изгони*;изхвърли*;в колата;на гарата",
    "pl": (
        "na ulicy;na ulicę;na bruk*;bezdomn*;gdzie spać;nie mamy gdzie;nie mam gdzie;dachu nad głową;wyrzucił*;"
        "w samochodzie;na dworcu;noclegu"
    ),
    "hr": (
        "na ulici;na ulicu;beskućni*;gdje spavati;gde da spavamo;nemamo gdje;nemamo gde;nemam gdje;nemam gde;izbacio*;"
        "izbacili;u autu;na kolodvoru;krova nad glavom;на улици"
    ),
    "it": (
        "per strada;in strada;senzatetto;senza tetto;dove dormire;non abbiamo dove;non ho dove;sbattuti fuori;cacciat*;"
        "buttati fuori;in macchina;alla stazione;un posto per dormire"
    ),
    "es": (
        "en la calle;a la calle;sin techo;sin hogar;donde dormir;dónde dormir;no tenemos donde;no tengo donde;"
        "nos echaron;me echó;me ha echado;nos han echado;en el coche;en la estación"
    ),
    "fr": (
        "à la rue;dans la rue;dehors;sans abri;sans toit;où dormir;nulle part;mis à la porte;mise à la porte;"
        "dans la voiture;à la gare"
    ),
}
#: … and now.
TONIGHT = {
    "de": (
        "heute;heute nacht;heute abend;jetzt;sofort;diese nacht;seit gestern;gestern;nacht;morgen;mit kindern;kinder;kindern;"
        "baby;es ist kalt;kalt;dringend;notfall;eben;gerade;gleich;schnell;in einer stunde;in zwei stunden;"
        "seit zwei tagen;seit vier tagen;seit sonntag;grad;polizei;vertraulich;bitte"
    ),
    "en": (
        "tonight;now;today;right now;this night;since yesterday;last night;tomorrow;children;kids;baby;cold;urgent*;"
        "emergency;immediately"
    ),
    "tr": "bu gece;bu akşam;şimdi;bugün;hemen;dünden;çocuk*;bebek*;soğuk*;acil*",
    "uk": "сьогодні;зараз;цієї ночі;вночі;негайно;терміново;з дітьми;діти;дітей;дитин*;холодно;з учора",
    "ar": "الليلة;اليوم;الآن;هلق;هلأ;فورا;عاجل;أطفال;أطفالي;الأطفال;أولاد;أولادي;طفل;طفلي;رضيع;برد",
    "ru": "сегодня;сейчас;ночью;этой ночью;срочно;немедленно;с детьми;дети;детей;детьми;ребен*;холодно;вчера",
    "fa": "امشب;امروز;الان;الآن;فوری;همین حالا;بچه;بچه ها;بچههایم;بچهها;کودک;نوزاد;سرد;سرما;دیشب",
    "ro": "în noaptea asta;la noapte;diseară;acum;azi;astăzi;urgent;copii;copiii;copil*;bebeluș*;frig;de ieri",
    "bg": "тази нощ;довечера;сега;днес;спешно;веднага;деца;децата;дете*;бебе*;студено;вчера",
    "pl": (
        "dziś;dzisiaj;tej nocy;dzisiejszą noc;teraz;natychmiast;pilne;pilnie;dzieci;dziećmi;dzieckiem;dziecko;zimno;wczoraj"
    ),
    "hr": (
        "noćas;večeras;sada;danas;odmah;hitno;djeca;djecom;djecu;deca;decom;decu;dijete;djetetom;beba;bebom;hladno;jučer;"
        "juče;ноћас;децом"
    ),
    "it": "stanotte;stasera;adesso;ora;oggi;subito;urgente;bambini;bambino;bambina;figli;neonato;freddo;ieri",
    "es": "esta noche;ahora;hoy;ya;urgente;urgencia;niños;niñas;hijos;hijas;bebé;frío;ayer",
    "fr": "ce soir;cette nuit;maintenant;aujourd hui;tout de suite;urgent*;enfants;bébé;froid;hier",
}
#: Asks for something …
APPLYING = {
    "de": (
        "beantrage;beantragen;beantragt hiermit;antrag auf;antrag stellen;antrag zu stellen;stelle antrag;stelle ich;"
        "stelle hiermit;stellen wir;bitte um bewilligung;bitte um gewährung;bitte um übernahme;kostenübernahme;"
        "um auszahlung;formlosen antrag;formloser antrag;neuantrag;weiterbewilligung*;weiterbewilligungsantrag;"
        "mein antrag;meinen antrag;anspruch geltend;beantrag;möchte beantragen;will beantragen;antragen;antrag machen;"
        "brauche ich;brauchen wir geld;ich brauche;als antrag;gilt als antrag;bekommen kann;antrag gestellt haben;"
        "rückwirkend;hiermit antrag;ein antrag sein;den antrag;beantragt wird"
    ),
    "en": (
        "hereby apply;apply for;applying for;application for;i want to apply;like to apply;wish to apply;i request;"
        "we request;please grant;claim;my application;please treat this;take this as;consider this"
    ),
    "tr": "başvuru*;başvurmak*;başvuruyor*;talep ediyor*;talep etmek*;dilekçe*;müracaat*;almak istiyor*",
    "uk": (
        "прошу надати;прошу призначити;заява;заяву;подаю;подати;хочу подати;прошу прийняти;звертаюся з проханням;"
        "хочу оформити;оформити;прошу виплат*"
    ),
    "ar": "أطلب;نطلب;أتقدم بطلب;تقديم طلب;أقدم طلب;أريد تقديم;طلب;بطلب;أرغب في الحصول;اطلب;بدي قدم;أود التقديم",
    "ru": (
        "прошу предоставить;прошу назначить;заявление;подаю;подать;хочу подать;прошу принять;хочу оформить;оформить;"
        "прошу выплат*;прошу оказать"
    ),
    "fa": "درخواست;تقاضا;متقاضی;می خواهم درخواست;تقاضای;درخواست می کنم;درخواست میکنم",
    "ro": "solicit;solicităm;cerere;cererea;depun;să depun;doresc să solicit;aș dori să solicit;vreau să cer;cer;aplic",
    "bg": "кандидатствам*;заявление;подавам;да подам;моля да ми;искам да подам;молба;молбата;заявявам;искам да получ*",
    "pl": (
        "wnioskuję;wniosek;wnioskujemy;składam;złożyć;chcę złożyć;ubiegam;ubiegać;proszę o przyznanie;proszę o wypłat*;"
        "zwracam się z prośbą;podanie"
    ),
    "hr": (
        "podnosim;zahtjev;zahtev;molim da mi;tražim;želim podnijeti;želim da podnesem;predajem;podnijeti;molba;"
        "prijavljujem;захтев;подносим"
    ),
    "it": "chiedo;chiediamo;richiedo;richiesta;domanda;fare domanda;presento;presentare;richiedere;faccio domanda",
    "es": "solicito;solicitamos;solicitar;solicitud;presento;pido;quiero pedir;quiero solicitar;pedir",
    "fr": (
        "je demande;nous demandons;demande de;demander;je sollicite;faire une demande;ma demande;je dépose;"
        "présente demande;solliciter"
    ),
}
#: … and it is a social benefit.
BENEFIT = {
    "de": (
        "bürgergeld*;sozialhilfe*;grundsicherung*;wohngeld*;kindergeld*;kinderzuschlag*;elterngeld*;unterhaltsvorschuss*;"
        "arbeitslosengeld;alg;alg 2;hartz 4;hartz iv;sozialleistung*;asylbewerberleistung*;pflegegeld*;pflegegrad;"
        "blindengeld;bildung und teilhabe;bildungspaket;bildungs und teilhabe*;erstausstattung*;eingliederungshilfe*;"
        "lebensunterhalt*;existenzsicher*;hilfe zum lebensunterhalt;hilfe zur pflege;heizkosten*;mietschulden;bafög;"
        "schwerbehinderten*;leistungen nach;sgb ii;sgb xii;sgb 2;sgb 12;mutterschaftsgeld;krankengeld;mehrbedarf;"
        "kita gebühren;darlehen;schulbedarf;unterkunftskosten;kosten der unterkunft;klassenfahrt;mittagessen;"
        "haushaltshilfe;landesblindengeld;erstausstattung;kaution;bestattung;nachzahlung;aufstocken;witwenrente;"
        "jobcenter;sozialamt;*geld;*hilfe zum;ungedeckten kosten"
    ),
    "en": (
        "social assistance;housing benefit*;child benefit*;unemployment benefit*;welfare;social benefit*;benefits;"
        "parental allowance;income support;citizens benefit;basic income support;care allowance;disability;"
        "financial support;rent support"
    ),
    "tr": (
        "sosyal yardım*;kira yardım*;çocuk paras*;işsizlik para*;işsizlik maaş*;sosyal destek*;bakım paras*;"
        "yardım paras*;para yardım*"
    ),
    "uk": (
        "соціальн* допомог*;допомог* на дитину;допомог* на дітей;виплат* на дитину;виплат* на дітей;дитячі виплати;"
        "виплат*;допомог* по безробіттю;житлову допомогу;допомог* на житло;соцдопомог*;субсиді*"
    ),
    "ar": (
        "المساعدة الاجتماعية;مساعدة اجتماعية;مساعدة السكن;بدل السكن;إعانة;إعانات;المساعدات;مخصصات الأطفال;مساعدة مالية;"
        "معونة;كيندرغيلد;الجوب سنتر;جوب سنتر;بدل الأطفال;بدل سكن"
    ),
    "ru": ("социальн* помощ*;пособи*;детские;выплат*;жилищн* пособи*;субсиди*;соцпомощ*;социальн* выплат*;материальн* помощ*"),
    "fa": "کمک اجتماعی;کمک هزینه;کمک مالی;بیمه بیکاری;کمک هزینه مسکن;پول بچه;کمک هزینه کودک;سوسیال",
    "ro": (
        "ajutor social*;ajutorul social;alocați*;alocația;ajutor pentru chirie;ajutor de șomaj;indemnizați*;prestați*;"
        "ajutor financiar"
    ),
    "bg": (
        "социална помощ;социални помощи;помощи;детски;детските надбавки;надбавки;помощ за наем;обезщетение*;"
        "помощ за безработица"
    ),
    "pl": (
        "zasiłek;zasiłku;zasiłki;zasiłk*;świadczeni*;pomoc społeczn*;pomocy społeczn*;dodatek mieszkaniowy;dodatku mieszkaniow*"
    ),
    "hr": (
        "socijaln* pomoć;socijaln* pomoći;socijaln* naknad*;dječji doplatak;dečji dodatak;doplatak;naknad*;novčan* pomoć;"
        "socijaln* primanj*"
    ),
    "it": (
        "sussidio*;sussidi;assegni familiari;assegno familiare;assistenza sociale;aiuto sociale;contributo affitto;"
        "indennità;assegno;disoccupazione"
    ),
    "es": (
        "ayuda social;ayudas sociales;prestación*;prestaciones;subsidio*;ayuda para el alquiler;ayuda por hijo*;ayuda económica"
    ),
    "fr": "aide sociale;aides sociales;allocation*;allocations;aide au logement;prestation*;indemnité*;aide financière",
}
