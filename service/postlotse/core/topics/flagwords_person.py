"""Words by which flags are recognised, third part: persons and what the law protects about them.  See `flagwords`."""

#: Somebody in particular, the writer included …
SOMEBODY = {
    "de": (
        "ich;mir;mich;mein;meine;meinem;meinen;meiner;er;ihm;sein;seine;sohn;tochter;mann;mutter;vater;bruder;schwester;"
        "nachbarin;nachbar;freundin;freund;mitglied;oma;opa;kind;junge;mädchen;kollegin;jugendlicher;cousine;eltern;"
        "enkel;kassierer;trainer;teilnehmer*;bewohner*;schüler*;gattin;ehefrau;tante;onkel;vorbeterin;babys;muss ich;"
        "patient*;mitbewohner*;neffe;nichte;schwiegermutter;meiner mutter;sohnes;vaters;unser mitglied;unserer;"
        "unser sohn;frau;herr"
    ),
    "en": (
        "i;my;me;he;she;her;his;him;son;daughter;husband;wife;mother;father;brother;sister;neighbour;friend;member;child;"
        "patient;resident;am;m;grandmother"
    ),
    "tr": (
        "ben;benim;bana;oğlum;kızım;eşim;kocam;annem;babam;kardeşim;ablam;komşum;arkadaşım;çocuğum;üyemiz;teyzem;im;ım;"
        "aleviyim;kayınvalidem;büyükannem;oglum;kizim;esim;annemin;babamin;abim;kayınpederim;eşimin;babamın"
    ),
    "uk": (
        "я;мені;мене;мій;моя;мого;моєї;він;вона;її;його;син;сина;сину;дочка;дочки;чоловік;мати;мама;батько;брат;сестра;"
        "подруга;дитина;у мене;сестри;бабуся;онук;в мене;у моєї;маю;моє*;мої;моїй;мамі;мами;синові;підопічного;дідусь;"
        "дружина"
    ),
    "ar": (
        "أنا;ابني;ابنتي;بنتي;زوجي;زوجتي;أمي;أبي;أخي;أختي;جارتي;جاري;صديقتي;صديقي;طفلي;والدتي;والدي;عندي;لدي;أعاني;مصاب;"
        "مصابة;ابن;زوجة;عمره;عمرها;زوجته;مرضى;والدته;جدتي;اخي"
    ),
    "ru": (
        "я;мне;меня;мой;моя;моего;моей;он;она;ее;его;сын;сына;сыну;дочь;дочери;муж;мама;мать;отец;брат;сестра;подруга;"
        "ребенок;у меня;соседка;бабушка;свекровь;внук;моему;маме;мужу;свекрови;бабушке;жена;дедушка"
    ),
    "fa": (
        "من;پسرم;دخترم;شوهرم;همسرم;مادرم;پدرم;برادرم;خواهرم;همسایه;دوستم;فرزندم;رنج می برم;دارم;دختر;پسر;هستم;مادربزرگ;"
        "خودم;مادربزرگم;پدربزرگم;خواهر"
    ),
    "ro": (
        "eu;mea;meu;mele;fiul;fiica;soțul;soția;mama;tata;fratele;sora;vecina;prietena;copilul;sunt;sufăr;tatăl;bunica;"
        "vecinul;copil*;bunicul;soacra"
    ),
    "bg": (
        "аз;ми;моят;моята;син;сина;синът;дъщеря;мъжът;съпругът;майка;баща;брат;сестра;съседка;приятелка;детето;имам;съм;"
        "ме;баба;майка ми;нашия;жена ми;син ми;дъщеря ми"
    ),
    "pl": (
        "ja;mam;mój;moja;mojej;mojego;moje;syn;syna;córka;córki;mąż;żona;matka;mama;ojciec;brat;siostra;sąsiadka;znajoma;"
        "dziecko;jestem;mnie;choruję;mamie;babcia;mamy;teściowa;męża;wnuk*;dziadek"
    ),
    "hr": (
        "ja;moj;moja;moje;mojoj;sin;sina;kći;kćerka;kćer;muž;suprug;žena;majka;mama;otac;brat;sestra;susjeda;komšinica;"
        "prijateljica;dijete;imam;sam;bolujem;svekrva;majci;mami;baka;majku;moju;oca;kćer*;svekr*"
    ),
    "it": (
        "io;mio;mia;figlio;figlia;marito;moglie;madre;mamma;padre;fratello;sorella;vicina;amica;ho;sono;bambino;soffro;"
        "nonna;suocera;nonno;bambina"
    ),
    "es": (
        "yo;mi;mis;hijo;hija;marido;esposo;mujer;esposa;madre;padre;hermano;hermana;vecina;amiga;tengo;soy;estoy;sufro;"
        "padezco;abuela;suegra;abuelo;nieto;nieta;niña;niño"
    ),
    "fr": (
        "je;j;mon;ma;mes;fils;fille;mari;femme;mère;père;frère;sœur;voisine;amie;suis;ai;souffre;belle mère;grand mère;"
        "petit;épouse"
    ),
}
#: … and what the law protects most (Art. 9 GDPR): health, faith, orientation, origin, opinion.
PROTECTED = {
    "de": (
        "krebs;krebskrank;depression;depressionen;depressiv;diabetes;epilepsie;hiv;aids;schwanger*;schwangerschaft;"
        "behindert;behinderung;schwerbehindert*;rollstuhl*;traumatisiert*;ptbs;posttraumatische*;psychisch krank*;"
        "psychose;schizophren*;diagnostiziert;autis*;adhs;demenz*;dement;operiert;chemo*;dialyse;herzinfarkt;"
        "schlaganfall;gehbehindert;blind;gehörlos*;pflegegrad *;pflegebedürftig*;suchtkrank;alkoholiker*;schwul;lesbisch;"
        "homosexuell;bisexuell;transfrau;transmann;transgender;nichtbinär;konvertiert;christ geworden;getauft;"
        "panikattacken;schwer krank;chronisch krank;krankgeschrieben;krank;tumor;down syndrom;lernbehinderung;asthma;"
        "multiple sklerose;tuberkulose;hepatitis;sinti;jeside;jesidin;yeziden;alevit*;diabetiker*;epileptiker*;krebs*;"
        "schwuler;schwule;lesbe;lesbische;homosexuelle*;multipler sklerose;morbus *;rheuma;hüft op;querschnitt*;lähmung;"
        "gelähmt;amputiert;prothese;sehbehindert;blinde;gehörlose;depressiven;angststörung;albträume;traumata;trauma;"
        "schlafstörung*;magersucht;spielsüchtig;alkoholabhängig;drogenabhängig;psychiatrie;parkinson;alzheimer;"
        "herzkrank*;nierenkrank*;stationär;kopftuch;jüdisch;jude;jüdin;muslim;muslima;muslimin;christ;christin;gläubig;"
        "jesidisch*;êzîd*;ahmadi;bahai;aleviten;kurdin;konvertierte;hochschwanger;hautfarbe;dunkle haut;mitglied der hdp;"
        "hdp;kurdischen linken;politisch verfolgt;im rollstuhl;hiv positiv;positiv getestet;chronisch*;gluten;zöliakie;"
        "insulin;bandscheibe*;schwerkrank;lymphom;fehlgeburt;monat schwanger;pflegegrad*;schwanger;herz op*;"
        "herzoperation;operation am herz;nierenversagen;drogen;juden;muslimisch;muslime;beschneiden;tschetschenisch*;"
        "nimmt drogen;krebserkrankung;erkrankt;erkrankung;schmerzen in brust;diabetikerin;hörgerät*;weil ich schwarz;"
        "zucker und;spritzt insulin;als mädchen leben;kopftuches;kopftuchs;keine araber;sikh;fehlsichtig;adipositas;"
        "beatmet;intensivstation;pflegebedürftigkeit;schmerzen;hüfte;traumatherapie"
    ),
    "en": (
        "cancer;depression;depressed;diabetes;epilepsy;hiv;pregnant;pregnancy;disabled;disability;wheelchair;traumatised;"
        "traumatized;ptsd;diagnos*;autis*;adhd;dementia;chemo*;dialysis;stroke;blind;deaf;gay;lesbian;homosexual;"
        "bisexual;transgender;trans;nonbinary;non binary;converted;illness;psychiatr*;became a christian;left islam;"
        "i am muslim;am jewish;am a muslim;headscarf;hijab;arthritis;lymphoma;parkinson*;alzheimer*;trans woman;"
        "hiv positive;panic attacks;anxiety;blindness;in a wheelchair;dark skin;my skin;because i am black;yazidi;roma;"
        "prosthesis;insulin;autism;celiac;down s syndrome;down syndrome;kidney;epileptic;dyslexia;muscular dystrophy;"
        "no africans;rheumatism;bipolar;schizophrenia"
    ),
    "tr": (
        "kanser*;depresyon*;şeker hasta*;epilepsi*;hamile*;engelli*;tekerlekli sandalye*;travma*;otizm*;otist*;teşhis*;"
        "tanı kondu*;ameliyat*;diyaliz*;felç*;kör;sağır;gey;lezbiyen;eşcinsel*;trans;hasta;hastalı*;alevi*;kemoterapi*;"
        "aleviyim;otizmli;kanserli;kalp hastası;başörtü*;basortu*;depresyonda;engelliyim;alzheimer;parkinson;şizofren*;"
        "panik atak;ameliyatı;kürdüm;ezidi*;çölyak;sakat kaldı;bel fıtığı;engelli raporu*;diyabet;hamileyim;depresyon;"
        "astım*;böbrek hasta*;basortuluyum;başörtülüyüm;kalp ameliyat*"
    ),
    "uk": (
        "рак;онколог*;депресі*;діабет*;епілепс*;вагітн*;інвалідн*;інвалід;інваліда;візку;візок;травмован*;птср;діагноз*;"
        "аутизм*;аутист*;деменц*;хіміотерап*;діаліз*;інсульт*;гей;лесбійк*;трансгендер*;хвор*;психіатр*;ракова;"
        "інвалідність;протез*;ампутац*;панічн* атак*;аутизм;діаліз;дцп;паркінсон*;альцгеймер*;слабочуюч*;незряч*;травма;"
        "мусульман*;єврей*;епілепсія;серце;після психолог*;психотерапевт*;юдеєм;візочник;поранен*;контузі*;глух*"
    ),
    "ar": (
        "سرطان;السرطان;اكتئاب;الاكتئاب;سكري;السكري;صرع;حامل;إعاقة;معاق;معاقة;كرسي متحرك;صدمة نفسية;توحد;التوحد;تشخيص;"
        "عملية جراحية;غسيل كلى;جلطة;مثلي;مثلية;متحول*;مريض;مريضة;مرض;بالسرطان;بالتوحد;بالاكتئاب;مكتئب*;معوق*;مثلي الجنس;"
        "حجابي;محجبة;المحجبة;مسيحي;مسيحية;كلى;ربو;السكر;إعاقته;من ذوي الإعاقة;بالصرع;الصرع;تعرضت للتعذيب;كفيف;أصم;شلل;"
        "إيزيدي*;إيزيدية;يتعاطى;فشل كلوي;كلوي;ضغط;سكر;نفسيا;نفسياً;مرض نفسي;حامل في;التعذيب;ديسك;جلسات كيماوي;كسر في"
    ),
    "ru": (
        "рак;рака;онколог*;депресси*;диабет*;эпилепс*;беременн*;инвалид*;коляск*;травмирован*;птср;диагноз*;аутизм*;"
        "аутист*;деменци*;химиотерап*;диализ*;инсульт*;гей;лесбиянк*;трансгендер*;больн*;болезн*;болеет;психиатр*;"
        "протез*;ампутац*;панически* атак*;дцп;паркинсон*;альцгеймер*;незряч*;глухой;глухая;слепой;слепая;астм*;"
        "мусульманк*;еврейк*;бессонниц*;рассеянн* склероз*;зависим*;цыган*;после инсульта;онкологи*;на коляске;"
        "инвалидность;психотерапевт*;иудей*;давлени* и диабет"
    ),
    "fa": (
        "سرطان;افسردگی;افسرده;دیابت;صرع;باردار;حامله;معلول;معلولیت;ویلچر;تروما;اوتیسم;عمل جراحی;دیالیز;سکته;همجنسگرا;"
        "همجنس گرا;ترنس;بیمار;بیماری;مریض;مسیحی;بهایی;بهائی;اوتیسمی;سرطانی;مسیحیت;مسیحی شد*;به مسیحیت;نوکیش;اعتیاد;معتاد;"
        "روانپزشک;روانشناس کودک;فلج;نابینا;ناشنوا;قلبی;شکنجه;کلیه;افسردگیام;همجنسگرا هستم;تشنج;پارکینسون;حجاب;کلیوی;"
        "دیالیزی;ام اس;شب ادراری;شبادراری;روانشناس;رواندرمان*"
    ),
    "ro": (
        "cancer;depresi*;diabet*;epilepsi*;însărcinat*;gravid*;handicap*;dizabil*;scaun cu rotile;traumatizat*;"
        "diagnostic*;autis*;demenț*;operați*;chimioterapi*;dializ*;gay;lesbian*;transgender;bolnav*;boal*;medicament*;"
        "psihiatr*;romă;sindrom down;sindromul down;etnie romă;epilepsie;autism;astm;parkinson;alzheimer;surd*;orb;"
        "nevăzător*;infarct;avc;adventist;evreu;musulman*;lesbiană;paralizat*;diabet;handicap;bolnavă;însărcinată;romi"
    ),
    "bg": (
        "депреси*;диабет*;епилепси*;бременна;увреждан*;инвалид*;количка;травмиран*;диагноз*;аутиз*;аутист*;деменци*;"
        "операци*;химиотерап*;диализа;гей;лесбийка;трансджендър;болен;болна;болест;психиатр*;ромка;ромски;аутизъм;сляп*;"
        "глух*;астма;паркинсон;алцхаймер;инсулт;роми;ромски произход;мюсюлман*;хомосексуал*;депресия;диабет;парализиран*;"
        "в количка;рак на;диабетичка;епилепсия;циган*;инсулин"
    ),
    "pl": (
        "rak;raka;nowotwór;depresj*;cukrzyc*;padaczk*;ciąży;niepełnospraw*;wózk*;traum*;diagnoz*;autyz*;demencj*;"
        "operacj*;chemioterap*;dializ*;udar*;gejem;lesbijk*;transpłciow*;transseksual*;chory;chora;chorob*;choruj*;"
        "psychiatr*;niewidom*;głuch*;parkinson*;alzheimer*;alkoholik*;zespół downa;stwardnienie;astm*;autyzm;protez*;"
        "muzułmank*;lesbijką;gej;depresję;inwalid*;cukrzyca;chorobę;czarnoskór*;chorobie;ciężko chor*;depresja;w ciąży;"
        "po udarze;rehabilitacj*"
    ),
    "hr": (
        "rak;raka;depresij*;dijabetes*;epilepsij*;trudna;trudnoć*;invalid*;kolica;kolicima;traumatizira*;dijagnoz*;"
        "autiz*;demencij*;operacij*;kemoterap*;hemoterap*;dijaliz*;moždani udar;gej;lezbijk*;trans;bolestan;bolesna;"
        "bolest*;psihijat*;romkinja;cerebraln* paraliz*;slijep*;gluh*;parkinson*;alzheimer*;astm*;autist*;autizam;"
        "šećern*;bolujem;srčan*;paraliz*;musliman* sam;moždani;proteza;trudnica;pobačaj*;invaliditet;invalidn*;moždanog;"
        "dijabetičar*;depresiju;romske"
    ),
    "it": (
        "cancro;tumore;depression*;depress*;diabet*;epilessia;incinta;disabil*;sedia a rotelle;traumatizzat*;diagnos*;"
        "autis*;demenza;operazione;operat*;chemioterapia;dialisi;ictus;gay;lesbica;transgender;trans;malat*;malattia;"
        "psichiatr*;celiac*;cieco;cieca;sordo;sorda;parkinson;alzheimer;asma;epilettic*;paralizzat*;musulmana;ebrea;"
        "ebreo;attacchi di panico;invalid*;carrozzina;protesi;pelle scura;handicap;depressa;diabetica;balbetta"
    ),
    "es": (
        "enfermo;enferma;enfermedad*;cáncer;depresión;deprimid*;diabet*;epilepsia;embarazad*;discapaci*;silla de ruedas;traumatizad*;diagn*;autis*;"
        "demencia;operación;operad*;quimioterapia;diálisis;gay;lesbiana;transgénero;trans;psiquiátr*;autista;ciego;ciega;"
        "sordo;sorda;parkinson;alzheimer;asma;fibromialgia;epiléptic*;paralítico;musulmana;judía;gitana;gitano;ansiedad;"
        "oxígeno;síndrome de down;autismo;sida;vih;moreno;audífonos;diabética;embarazada;discapacidad;minusvalía"
    ),
    "fr": (
        "cancer;dépression;dépressi*;diabète;diabétique;épilepsie;enceinte;handicap*;fauteuil roulant;traumatis*;"
        "diagnosti*;autis*;démence;opéré*;opération;chimio*;dialyse;avc;gay;lesbienne;transgenre;trans;malade;maladie;"
        "psychiatr*;aveugle;sourd*;parkinson;alzheimer;asthme;épileptique;paralysé*;musulman*;juif;juive;trisomie;"
        "autisme;vih;séropositi*;burn out;angoisse*;prothèse;voilée;bégaie;noire;handicapé*"
    ),
}
#: A detail behind the name of somebody else that tells who it is or how they live.
DETAIL = {
    "de": (
        "jahre alt;geboren;geb;geburtsdatum;wohnt;heißt;namens;telefonnummer;handynummer;adresse;aktenzeichen;jährige*;"
        "duldung;abgelehnt;schulden;inhaftiert;gefängnis;vorbestraft;geschieden;arbeitslos;kontonummer;iban;steuernummer;"
        "passnummer;mit vornamen;anbei ihre;anbei seine;hat mir erzählt;alleinerziehend*;getrennt;verwitwet;kinder;"
        "kindern;lebt;schläft;verdient;telefon;jahren;rente;macht seit;zimmer;grad;gestorben;verstorben;weint;"
        "weggelaufen;diplom"
    ),
    "en": (
        "years old;born;phone number;address;case number;year old;debts;prison;divorced;unemployed;date of birth;"
        "single mother;children;lost her job;lost his job;lost her;cannot read;alone;expecting;passed;deported"
    ),
    "tr": (
        "yaşında*;doğum*;oturuyor;telefon*;adres*;dosya*;borç*;hapis*;boşan*;işsiz*;yaşındaki;tek başına;yalnız;yalniz;"
        "yasinda*;çocuğu*;cocugu*;bosandi;hastası;diploması;numarası;kalıyor"
    ),
    "uk": (
        "років;роки;рік народження;народжен*;народи*;живе;телефон*;адрес*;борг*;розлучен*;безробітн*;сама;самотн*;дітей;"
        "диплом;роботу;втрати*;рок*;отримав"
    ),
    "ar": "عمره;عمرها;مواليد;يسكن;تسكن;هاتف;عنوان;ديون;مطلقة;سجن;وحده;وحدها;أم لثلاثة;أطفال;رقمها;رقمه;فقدت;فقد;تعيش;يعيش",
    "ru": "лет;года рождения;родил*;живет;телефон*;адрес*;долг*;разведен*;безработн*;одна;дет*;диплом;года;год;работу",
    "fa": "ساله;سال دارد;متولد;زندگی می کند;زندگی میکند;شماره;آدرس;بدهی;طلاق;تنها;کودک;بچه;از دست داد*;شمارهاش",
    "ro": "ani;născut*;locuiește;telefon*;adresa;datorii;divorțat*;șomer*;copii;singur*;de ani;pensie;diplomă",
    "bg": "години;роден*;живее;телефон*;адрес*;дългове;разведен*;безработ*;г;деца;сам;сама;диплома;спи",
    "pl": (
        "lat;lata;urodzon*;mieszka;telefon*;adres*;dług*;rozwied*;bezrobotn*;sama;rozwiedzion*;dzieci;dziećmi;"
        "szuka pracy;dyplom"
    ),
    "hr": (
        "godina;godine;rođen*;živi;stanuje;telefon*;adres*;razveden*;nezaposlen*;god;sama;djece;dece;traži posao;udat*;"
        "vidi;boles*"
    ),
    "it": "anni;abita;vive;telefono;indirizzo;debiti;divorziat*;disoccupat*;figli;da sola;da solo;separat*;pensione;dorme",
    "es": (
        "años;nacid*;nació;vive;teléfono;dirección;deudas;divorciad*;desemplead*;paro;hijos;niños;sola;detuvieron;duerme;edad"
    ),
    "fr": (
        "ans;né;née;habite;vit;téléphone;adresse;dettes;divorcé*;chômage;enfants;seule;seul;né en;née en;né le;née le;"
        "divorcée;séparée"
    ),
}
