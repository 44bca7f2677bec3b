"""Words by which danger is recognised, per language; phrases part at `;`, `*` stands for any letters (`core.topics.fold`).

Data only.  `hr` holds Croatian, Serbian and Bosnian, Latin script first.  Our own lists: extend them freely.
"""

#: Says by itself that somebody is in danger.
DANGER = {
    "de": (
        "umbringen;bringt mich um;bringt sie um;bringt uns um;das leben nehmen;nicht mehr leben;nicht mehr weiterleben;"
        "will sterben;möchte sterben;todesangst;schlägt mich;schlägt sie;schlägt uns;schlägt seine frau;"
        "schlägt die kinder;schlägt ihre kinder;schlägt meine;mit dem messer;mit einem messer;wird geschlagen;"
        "geschlagen worden;hat mich geschlagen;hat sie geschlagen;angst um mein leben;angst um unser leben;"
        "angst um ihr leben;hat mich gewürgt;sich etwas an*;schluss machen mit dem leben;erstechen;erschießen;"
        "sich was antun;verblutet;halt es nicht mehr aus;umzubringen;bring* mich um;bringt er mich um;bringe mich um;"
        "mich umbringen;sich umbringen;will mich töten;droht mir;droht mich;bedroht mich;bedroht uns;drohen uns;"
        "will springen;dass sie springt;dass er springt;vom balkon;in den tod;nicht mehr leben will;leben nehmen;"
        "nicht mehr aufwachen;tabletten gesammelt;tabletten genommen;tabletten geschluckt;tabletten schon;alle tabletten;"
        "fürchtet um ihr leben;fürchte um mein leben;fürchten um ihr leben;angst vor meinem mann;angst um sein leben;"
        "gegen ihren willen verheiratet;gegen meinen willen verheiratet;zur heirat gezwungen;mit baseballschläger*;"
        "die pistole;eine waffe;mir etwas an;sich etwas antun;mir was an;das leben beenden;meinem leben ein ende;"
        "keine kraft mehr zum leben;haus anzünden;haus anzuzünden;würgt mich;würgt sie;reagiert nicht mehr;"
        "liegt bewusstlos;erfriert;würgemale*;brennt es bei euch;brennt es wenn;vermummte;krankenwagen;macht nicht auf;"
        "macht seit *;öffnet die tür nicht;öffnet nicht;wacht nicht auf;besser ohne mich;ohne mich besser;"
        "hat keinen zweck mehr;wenn es mich nicht mehr gibt;hat pässe;pässe abgenommen;pass abgenommen;pass weggenommen;"
        "wird umgebracht;kaum ansprechbar;ansprechbar kaum;nicht ansprechbar;zur brücke;von der brücke;"
        "wohnung nicht mehr allein verlassen;spurlos verschwunden;vermisst seit;seit sonntag verschwunden;"
        "seit gestern verschwunden;ist seit * verschwunden;patronenhülse*;weißem pulver;an den haaren;schlägt manchmal;"
        "insulin ist;abschiedsbrief;sag den anderen;pulsadern;handgelenk* aufgeschnitten;einen strick;ein seil gekauft;"
        "verzeiht mir;auf dem dach und;tritt die tür ein;türe eingetreten;schlägt die tür ein;schlachtet mich;anzünden;"
        "zum heiraten zwingen;zwingen zu heiraten;im auto mit baby;böller und rufen"
    ),
    "en": (
        "kill me;kill her;kill him;kill us;kill myself;killing myself;kill himself;kill herself;end my life;want to die;"
        "wants to die;do not want to live;don t want to live;no longer want to live;beats me;beats her;hits me;hits her;"
        "is beating;beaten me;beat me;with a knife;afraid for my life;fear for my life;strangled;locked me;hurt myself;"
        "hurt herself;hurt himself;take my life;threatening to kill;threatened to kill;threatens to kill;will kill;"
        "gonna kill;end his life;end her life;ending my life;end it all;take his life;take her life;not want to live;"
        "collected pills;took pills;swallowed pills;took all the pills;has a knife;has a gun;with a gun;pulled a knife;"
        "hold* a knife;locked myself;locked me in;locked her;burn the house;burn our house;burn down;smashed her door;"
        "smashed our door;jump from;jump off;afraid he will;afraid of my husband;choking me;choked me;hits the kids;"
        "beats the kids;beats us;punched me;not breathing;took my passport;wrote a goodbye;goodbye letter;"
        "took our passports;took her passport;keep us locked;locked in the bathroom;locked in the;better off without;"
        "not wake up;stopped eating;hiding in my;is hiding;being forced to;pushed me down;does not open the door;"
        "door is locked;not responding;fell unconscious;cut her wrists;cut his wrists;cut my wrists;slit;razor blades;"
        "disappear forever;forgive me all;breaking the door;broke down the door;set fire;force me to marry;"
        "forced to marry;make me marry"
    ),
    "tr": (
        "öldürecek*;öldürür*;beni öldür*;bizi öldür*;onu öldür*;canıma kıy*;yaşamak istemiyorum;ölmek istiyor*;"
        "beni dövüyor;bizi dövüyor;dövüyor;dayak at*;bıçak*;hayatım tehlikede;ölümle tehdit*;canımdan korkuyor*;"
        "beni dövdü;dövdü;boğazımı sık*;boğmaya çalış*;öldürmekle tehdit;öldürmeyi düşün*;kendimi öldür*;kendini öldür*;"
        "kendine zarar;kendime zarar;silah çek*;silahla;yakacak*;pasaportumu aldı;hap içti;hapları içti;canına kıy*;"
        "evlendirmek istiyor*;nefes alm*;kapıyı kır*;eve kilitle*;merdivenden itti;beni itti;kapıyı açmıyor;"
        "cevap vermiyor kapıyı;pasaportlarımızı;bileklerini;bileklerimi;kendini asacak;kendimi asacağım;ip aldı;"
        "hakkınızı helal;kapıyı kırıyor;sopayla;elinde sopa;elinde bıçak;kafamı kır*;zorla nikah"
    ),
    "uk": (
        "вбити мене;вб'є;уб'є;вб'ють;не хочу жити;не хоче жити;хочу померти;покінчити з життям;б'є мене;б'є її;б'є дітей;"
        "побив*;з ножем;ножем;загроза життю;загрожує вбити;погрожує вбити;боюся за життя;боюся за своє життя;"
        "погрожує вбивством;вбити;уб'ю;вб'ю;б'ють;бив мене;вдарив мене;душив мене;душить;наковтал*;наковтався;"
        "не хоче більше жити;не хочу більше жити;накласти на себе руки;вкоротити;порізал*;ріже себе;зачинив мене;"
        "забрав паспорт;стрибн*;тримає ніж;має ніж;боюся чоловіка;прокидатись не;прокидатись;стояла на колії;"
        "стояв на колії;не відчиняє двері;не відкриває двері;додому не дійшов;не повернувся додому;перекосило;"
        "викликати швидку;забрали паспорти;прощавайте;ламає двері;вибиває двері;заріже;силою заміж;силоміць;на мороз;"
        "душать"
    ),
    "ar": (
        "يقتلني;سيقتلني;يقتلها;سيقتلها;قتلي;بقتلي;بالقتل;لا أريد العيش;لا أريد أن أعيش;ما بدي عيش;أريد أن أموت;بدي موت;"
        "يضربني;يضربها;يضربنا;ضربني;عم يضربني;بالسكين;سكين;بسكين;حياتي في خطر;حياتها في خطر;حياتنا في خطر;أخاف على حياتي;"
        "خايفة على حياتي;خائفة على حياتي;يهددني;هددني بالقتل;يهدد بقتلي;يهددها بالقتل;يهددونها;هددوها;يضرب;ضرب;خنقني;"
        "يخنقني;رأسها بالحائط;يضربون;أنهي حياتي;إنهاء حياتي;ينتحر;بدو ينتحر;أقتل نفسي;يقتل نفسه;تقتل نفسها;ابتلع;حبوبا;"
        "حبسني;محبوسة;أخذ جوازي;معه سكين;معه سلاح;سلاح;يحرق البيت;لا يتنفس;أخاف منه;ma 3ad bedi 3ish;biddi mout;"
        "bedi mout;sayqtulni;byedrobni;yedrebni;intihar;ermi 7ali;لا يفتح الباب;لا تفتح الباب;فاقد الوعي;صورة حبل;"
        "سامحوني;أخذوا جوازاتنا;يصرخ;سيذبح*;يذبح*;يزوجني;تزويجي;بالقوة;يكسر الباب;كسر الباب;انتقام الشرف"
    ),
    "ru": (
        "убить меня;убьет;убьёт;убьют;не хочу жить;не хочет жить;хочу умереть;покончить с собой;покончить с жизнью;"
        "бьет меня;бьет её;бьет детей;бьет жену;избил*;избивает;с ножом;ножом;угрожает убить;боюсь за свою жизнь;"
        "боюсь за жизнь;угрожает убийством;угрожал убить;убить;убью;убил;бьёт;бьет;ударил меня;душил;душит;сломал руку;"
        "сломал мне;резал вены;режет вены;порезал*;покончит с собой;покончит с жизнью;не хочу больше жить;"
        "больше не хочу жить;не хочет больше жить;выпил* таблетки;наглотал*;заперли;запер меня;забрал паспорт;"
        "паспорта у хозяина;прыгн*;держит нож;с пистолетом;боюсь мужа;боюсь за детей;ub'yot;ubyot;ubiet menya;bjot menya;"
        "дверь не открывает;не открывает дверь;не вижу смысла;прощайте;таблетки лежат;в скорую;вызвать скорую;"
        "не пришел домой;пропал ребенок;вскрыл* вены;ломает дверь;выбивает дверь;зарежет;насильно замуж;выдают замуж;"
        "кровь из;на мороз"
    ),
    "fa": (
        "میکشد;می کشد;می کشه;منو می کشه;مرا میکشد;مرا می کشد;نمی خواهم زنده;نمیخواهم زنده;میخواهم بمیرم;می خواهم بمیرم;"
        "کتک می زند;کتک میزند;کتک می زنه;کتکم;مرا می زند;مرا میزند;مرا کتک;چاقو;با چاقو;جانم در خطر;جان من در خطر;"
        "جانش در خطر;تهدید به مرگ;تهدید به قتل;می زند;میزند;میزنه;می زنه;کتک;تهدید به کشتن;میکشمت;میکشمش;میکشه;"
        "خودش را بکشد;خودم را بکشم;خودش را میکشد;قرص خورد*;رگش را;دستم را بریدم;خودش را از پنجره;پرت میکند;حبس کرده;"
        "زندانی کرده;پاسپورتم را گرفت*;اسلحه;چاقو دارد;قایم شده*;از جانم;ترس از جان;در را باز نمی کند;بیهوش;"
        "پاسپورت های ما;خودش را پرت;رگش را زد;رگ دست;سرم را می برد;سرم را میبرد;در را می شکند;به زور شوهر;ازدواج زوری;"
        "خداحافظ برای همیشه"
    ),
    "ro": (
        "mă omoară;ma omoara;o omoară;ne omoară;să mă omor;mă omor;nu mai vreau să trăiesc;vreau să mor;mă bate;o bate;"
        "ne bate;bate copiii;m a bătut;a bătut o;cu cuțitul;cu un cuțit;îmi este teamă pentru viața*;"
        "mi e frică pentru viața*;amenințat cu moartea;amenință cu moartea;viol;mă amenință că mă omoară;amenință cu;"
        "să mă omoare;o omoare;mă lovește;m a lovit;o lovește;ne lovește;mă strânge de gât;m a strâns de gât;"
        "să se sinucidă;să mă sinucid;a luat pastile;luat multe pastile;multe pastile;să își ia viața;să și ia viața;"
        "nu mai vrea să trăiască;are un cuțit;cu toporul;încuiat* în;ne au luat buletinele;mi a luat pașaportul;"
        "nu mai respiră;dă foc;nu deschide ușa;să nu chemăm salvarea;chemăm salvarea;nu se mai trezește;"
        "ne a luat buletinele;sânge peste tot;trântește;sparge ușa;mă obligă să mă mărit;rămas bun"
    ),
    "bg": (
        "ще ме убие;ще я убие;ще ни убие;убие ме;не искам да живея;искам да умра;бие ме;ме бие;я бие;бие децата;преби*;"
        "с нож;заплашва да ме убие;заплахи за убийство;страх за живота;заплашва че ще ме;ще те убия;убие;удари ме;"
        "ме удари;удря ме;ме удря;души ме;ме души;иска да се самоубие;да се самоубия;да се убие;да се убия;"
        "не искам повече да живея;не иска да живее;глътна* хапчета;изпи хапчета;има нож;с пистолет;заключи ме;заключена;"
        "взе паспорта;ще запали;не диша;страх ме е от мъжа;страх ме е да се прибера;не отваря вратата;без инсулин;"
        "на линейка;сбогом;разбива вратата;насила да се омъж*;кръв навсякъде"
    ),
    "pl": (
        "zabije mnie;mnie zabije;ją zabije;nas zabije;zabić mnie;nie chcę żyć;nie chce żyć;nie chce już żyć;"
        "nie chcę już żyć;chcę umrzeć;odebrać sobie życie;bije mnie;mnie bije;ją bije;bije dzieci;bije żonę;pobił;pobita;"
        "z nożem;nożem;grozi śmiercią;grozi że mnie zabije;boję się o życie;boję się o swoje życie;grozi że;"
        "chce się zabić;chcę się zabić;zabić się;się zabije;zabiję się;skończyć ze sobą;targnąć się;połknął tabletki;"
        "połknęła tabletki;wziął tabletki;ma nóż;z siekierą;ma broń;dusił mnie;dusi mnie;uderzył mnie;kopie mnie;"
        "zamknął mnie;zabrał paszport;zabrał mi paszport;skoczyć z;zjechać z mostu;podpali;nie oddycha;"
        "boję się wrócić do domu;boję się męża;nie otwiera drzwi;rozbita warga;karetkę;zabrali paszporty;"
        "zabrał nam paszporty;podciął żyły;podcięła żyły;żegnajcie;wyważa drzwi;zmuszają do ślubu;wydać za mąż;dusi ją;"
        "ją dusi;nie wypuszcza z domu"
    ),
    "hr": (
        "ubit će;ubiće;ubiti će;da me ubije;da je ubije;ubiti me;ne želim živjeti;ne želim da živim;neću da živim;"
        "ne želi više živjeti;želim umrijeti;želim da umrem;tuče me;me tuče;je tuče;tuče djecu;udara me;pretukao*;nožem;"
        "s nožem;prijeti smrću;preti smrću;bojim se za život;убиће;туче ме;prijeti da će;preti da će;ubiće me;ubit će me;"
        "će me ubiti;da će me ubiti;ubiti;udario me;udara;davi me;davio me;tuče;nož pod vrat;stavio nož;ima nož;"
        "ima pištolj;pištolj*;ne želim više živjeti;ne želim više da živim;ne želi više da živi;ubiti se;da se ubijem;"
        "da se ubije;popio tablete;popila tablete;zaključao me;uzeo pasoš*;pasoše nam uzeo;oduzeo pasoš;skočiti s;"
        "skoči s balkona;bojim se muža;bojim se za život*;ne diše;не желим више да живим;не желим више живим;"
        "размишљам о самоубиству;прети да ће;удара ме;убити;ne otvara vrata;zaključanom stanu;da skoči;oduzeli pasoš*;"
        "prerezao žile;zbogom;razvaljuje vrata;prisiljavaju da se udam;u autu s bebom;krv svuda"
    ),
    "it": (
        "mi uccide;mi ammazza;la uccide;la ammazza;ammazzarmi;uccidermi;ucciderla;non voglio più vivere;"
        "non vuole più vivere;voglio morire;farla finita;togliermi la vita;togliersi la vita;mi picchia;la picchia;"
        "ci picchia;picchia i bambini;mi ha picchiato;mi ha picchiata;con il coltello;con un coltello;"
        "paura per la mia vita;minacce di morte;minacciata di morte;farsi del male;farmi del male;mi minaccia;"
        "mi ha minacciata;mi ha minacciato;minaccia di uccider*;minaccia di ammazzar*;mi ammazzi;mi uccida;suicidarsi;"
        "suicidarmi;vuole farla finita;voglio farla finita;uccidersi;ammazzarsi;ha preso pastiglie;troppe pastiglie;"
        "preso delle pillole;sono sul ponte;buttarsi;mi strangola;mi ha strangolata;mi chiude a chiave;chiusa in casa;"
        "mi ha preso il passaporto;ha un coltello;con una pistola;non respira;paura di tornare a casa;dare fuoco;"
        "picchia la moglie;per i capelli;chiusa in cantina;non apre la porta;ci hanno preso i passaporti;"
        "tagliata i polsi;sfonda la porta;obbligata a sposar*;costringono a sposar*;sgozz*"
    ),
    "es": (
        "me mata;me va a matar;la va a matar;nos va a matar;matarme;matarla;no quiero vivir;no quiere vivir;"
        "ya no quiero vivir;quiero morir*;quitarme la vida;quitarse la vida;me pega;le pega;nos pega;pega a los niños;"
        "me ha pegado;me golpea;la golpea;me golpeó;con un cuchillo;con el cuchillo;miedo por mi vida;temo por mi vida;"
        "amenaza* de muerte;hacerse daño;hacerme daño;amenaza con matar*;amenazó con matar*;me amenaza;me ha amenazado;"
        "va a matar;voy a matar;acabar con mi vida;acabar con su vida;suicidarse;suicidarme;tomó pastillas;"
        "se tomó las pastillas;tiene un cuchillo;tiene una pistola;me encierra;encerrada en;me quitó el pasaporte;"
        "me forzó;me estrangul*;me ahorcó;tirarse del;miedo de volver a casa;no respira;quemar la casa;no abre la puerta;"
        "por los pelos;nos quitaron los pasaportes;cortó las venas;adiós a todos;rompe la puerta;casarme a la fuerza;"
        "obligan a casarme;degoll*"
    ),
    "fr": (
        "me tuer;la tuer;nous tuer;va me tuer;me tuera;veux plus vivre;veut plus vivre;plus envie de vivre;"
        "envie de mourir;veux mourir;mettre fin à mes jours;mettre fin à ses jours;me frappe;la frappe;nous frappe;"
        "frappe les enfants;me bat;la bat;m a frappée;m a battue;peur pour ma vie;menaces de mort;menacée de mort;"
        "se faire du mal;me faire du mal;menace de me tuer;menace de nous tuer;menace de la tuer;menace de mort;"
        "m a menacée;me menace;nous menace;me tape;ils me tapent;me cogne;m a étranglée;m étrangle;veut se suicider;"
        "vais me suicider;veut mourir;veut en finir;en finir avec la vie;se jeter;avalé des cachets;pris des cachets;"
        "avalé des médicaments;enfermée;m enferme;pris mon passeport;pistolet;avec un couteau;ne respire plus;"
        "peur de rentrer;mettre le feu;finir le travail;n ouvre pas la porte;ils ont pris mon passeport;tapent;"
        "par les cheveux;défonce la porte;brûler vif*;brûler vifs;marier de force;égorg*"
    ),
    "pt": (
        "bate me;me bate;bateu me;me bateu;ameaça matar*;ameaça me;me ameaça;vai me matar;matar me;quero morrer;"
        "não quero viver;não quero mais viver;tirar a minha vida;tirar a vida;acabar com a vida;penso em suicídio;"
        "com uma faca;tenho medo de voltar para casa;medo pela minha vida;arromba a porta"
    ),
    "el": (
        "με χτυπάει;με χτυπά;με χτύπησε;με δέρνει;μας χτυπάει;θα με σκοτώσει;με απειλεί;απειλεί ότι;θέλω να πεθάνω;"
        "δεν θέλω να ζω;να αυτοκτονήσω;με μαχαίρι;φοβάμαι για τη ζωή;τις φλέβες"
    ),
    "sq": (
        "më rreh;më godet;më rrahu;do të më vrasë;më kërcënon;kërcënon se;dua të vdes;nuk dua të jetoj;të vras veten;"
        "me thikë;kam frikë për jetën;na rreh;e rreh;prerë damarët"
    ),
    "kmr": (
        "li min dixe;li me dixe;te bikujim;min bikuje;min dikuje;dixwaze min bikuje;gefê;gefan;naxwazim bijîm;"
        "naxwaze bijî;bi kêrê;ez ditirsim ku;lêdan;min dikute"
    ),
    "ckb": (
        "لێم دەدات;لێمان دەدات;لێی دەدات;دەمکوژێت;هەڕەشەی کوشتن*;هەڕەشەم لێ;نامەوێت بژیم;نامەوێ بژیم;خۆم دەکوژم;بە چەقۆ;لێیدا"
    ),
    "so": (
        "i garaac*;garaacaa;garaacay;inuu i dilo;i dilayo;dil ii hanjab*;ii hanjab*;hanjabay;dhimasho ayaan rabaa;"
        "noloshu i daaltay;ma rabo inaan noolaado;mindi;nafteyda u baqayaa"
    ),
    "ti": "ይወቕዓኒ;ይወቅዓኒ;ይሃርመኒ;ክቐትለኒ;ክቐትለካ;ክቐትለኪ;ክመውት እደሊ;ብካራ;ይፈራርሓኒ;ሂወተይ ኣብ ሓደጋ",
    "am": "ይደበድበኛል;ይመታኛል;ሊገድለኝ*;ሊገለኝ;ይገድለኛል;መሞት እፈልጋለሁ;መኖር አልፈልግም;በቢላ;ያስፈራራኛል;ይዝታል;ይዝትብኛል",
}
#: Names a danger, unless the mail is about a lecture, a play or a project …
DANGER_NOUNS = {
    "de": (
        "selbstmord;suizid;suizidgedanken;suizidal*;zwangsheirat*;zwangsverheirat*;zwangsehe;lebensgefahr;vergewaltigt;"
        "überdosis;morddrohung*;todesdrohung*;messerangriff;suizidankündigung;akute gefahr;in akuter gefahr;eingesperrt"
    ),
    "en": "suicide;suicidal;forced marriage;raped;death threat*;in danger;life in danger;overdose",
    "tr": "intihar*;tecavüz*;hayati tehlike*;can güvenli*;zorla evlendir*;şiddet görüyor*",
    "uk": "самогубств*;суїцид*;зґвалт*;небезпека для життя;в небезпеці;у небезпеці",
    "ar": "انتحار;الانتحار;أنتحر;اغتصب*;تهديد بالقتل;زواج قسري;في خطر;خطر على حياتي",
    "ru": "самоубийств*;суицид*;изнасил*;опасность для жизни;в опасности;угроза жизни",
    "fa": "خودکشی;تجاوز;خطر جانی;ازدواج اجباری;در خطر است;در خطرم",
    "ro": "sinucid*;sinucidere;violată;pericol de moarte;căsătorie forțată;în pericol",
    "bg": "самоубийств*;изнасил*;опасност за живота;в опасност;принудителен брак",
    "pl": "samobójstw*;samobójcz*;zgwał*;zagrożenie życia;w niebezpieczeństwie;przymusowe małżeństwo",
    "hr": "samoubojstv*;samoubistv*;silova*;životnoj opasnosti;u opasnosti;самоубиств*;у опасности;prisilni brak",
    "it": "suicid*;stuprata;violentata;pericolo di vita;in pericolo;matrimonio forzato",
    "es": "suicid*;violada;peligro de muerte;en peligro;matrimonio forzado",
    "fr": "suicid*;violée;danger de mort;en danger;mariage forcé;couteau",
    "pt": "suicídio;suicidar*;violada;estuprada;perigo de vida;em perigo",
    "el": "αυτοκτον*;βίασε;βιασμ*;σε κίνδυνο",
    "sq": "vetëvras*;vrasë veten;dhunuar;në rrezik",
    "kmr": "xwekuştin;xwe bikujim;xwe bikuje;tecawiz;di xeterê de",
    "ckb": "خۆکوشتن;خۆم بکوژم;دەستدرێژی;لە مەترسیدا",
    "so": "is dil*;isdil*;kufsi*;khatar",
    "ti": "ነፍሰይ ክቐትል;ነብሰ ቅትለት;ዓመጽ",
    "am": "ራሴን ማጥፋት;ራስን ማጥፋት;መግደል;ደፈረ*",
}
#: … as one of these words shows.
GENERAL = {
    "de": (
        "vortrag;schulung*;seminar*;workshop*;fortbildung*;theater*;theaterstück;stück;film;film*;ausstellung*;reportage;"
        "forschung*;studie;prävention*;projekt*;fördermittel;konzert;lesung;broschüre;flyer;selbstverteidigung*;kurs;"
        "aufführung;schild;zuschuss;handbuch;veranstaltung;roman;buch;aktionstag;kampagne;fest;sommerfest;straßenfest;"
        "saal;probenraum;sängerinnen;interview*;vorbeug*"
    ),
    "en": (
        "training;workshop;course;seminar;play;film;exhibition;research*;study;prevention;project;programme;lecture;"
        "talk on;budget;prepared;event"
    ),
    "tr": "seminer*;atölye*;eğitim*;oyun alanı;film*;tiyatro*;sergi*;araştırma*;proje*;önleme*;kurs*;panel",
    "uk": "лекці*;семінар*;тренінг*;заняття;вистав*;фільм*;проєкт*;проект*;навчання;профілактик*;дослідженн*;п'єс*",
    "ar": "ورشة;دورة;محاضرة;ندوة;فيلم;مسرحية;معرض;مشروع;تمويل;الوقاية;بحث;دراسة",
    "ru": "лекци*;семинар*;тренинг*;спектакл*;пьес*;фильм*;проект*;обучени*;профилактик*;исследован*",
    "fa": "کارگاه;سمینار;فیلم;نمایش;نمایشگاه;پروژه;پیشگیری;سخنرانی;آموزش;پژوهش",
    "ro": "parade;defil*;curs;atelier;seminar;film;piesă;proiect*;prevenire*;formator;expoziție;conferință",
    "bg": "курс;семинар*;филм*;пиеса;проект*;превенци*;лекция;обучени*;изложба",
    "pl": "warsztat*;szkoleni*;wykład;film*;spektakl*;projekt*;profilaktyk*;przeciwdziałani*;wystaw*;kurs",
    "hr": "radionic*;seminar*;predavanj*;film*;predstav*;projekt*;prevencij*;tečaj;izložb*;edukacij*",
    "it": "corso;laboratorio;seminario;film;spettacolo;progetto;prevenzione;mostra;conferenza;giornata informativa",
    "es": "taller;curso;charla;obra;película;proyecto;prevención;exposición;jornada;formación;desfile;carril*;bailar",
    "fr": "atelier;formation;pièce;film;projet;prévention;exposition;conférence;spectacle;journée",
    "pt": "curso;oficina;projeto;prevenção;palestra",
    "sq": "seminar*;trajnim*;projekt*;kurs",
}
