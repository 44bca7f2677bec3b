"""Words by which flags are recognised, third part: persons and what the law protects about them.  See `flagwords`."""

#: Somebody in particular, the writer included …
SOMEBODY = {
    "de": (
        "ich;mir;mich;mein;meine;meinem;meinen;meiner;er;sie;ihr;ihm;sein;seine;sohn;tochter;mann;frau;mutter;vater;"
        "bruder;schwester;nachbarin;nachbar;freundin;freund;mitglied;oma;opa;kind;wir;unser;unsere;junge;mädchen;"
        "kollegin;jugendlicher;cousine;eltern;enkel"
    ),
    "en": (
        "i;my;me;he;she;her;his;him;son;daughter;husband;wife;mother;father;brother;sister;neighbour;friend;member;we;our;child"
    ),
    "tr": "ben;benim;bana;oğlum;kızım;eşim;kocam;annem;babam;kardeşim;ablam;komşum;arkadaşım;çocuğum;üyemiz;teyzem",
    "uk": (
        "я;мені;мене;мій;моя;мого;моєї;він;вона;її;його;син;сина;сину;дочка;дочки;чоловік;мати;мама;батько;брат;сестра;"
        "подруга;дитина;у мене"
    ),
    "ar": "أنا;ابني;ابنتي;بنتي;زوجي;زوجتي;أمي;أبي;أخي;أختي;جارتي;جاري;صديقتي;صديقي;طفلي;والدتي;والدي;عندي;لدي",
    "ru": (
        "я;мне;меня;мой;моя;моего;моей;он;она;ее;его;сын;сына;сыну;дочь;дочери;муж;мама;мать;отец;брат;сестра;подруга;"
        "ребенок;у меня"
    ),
    "fa": "من;پسرم;دخترم;شوهرم;همسرم;مادرم;پدرم;برادرم;خواهرم;همسایه;دوستم;فرزندم",
    "ro": "eu;mea;meu;mele;fiul;fiica;soțul;soția;mama;tata;fratele;sora;vecina;prietena;copilul;sunt;am;mi",
    "bg": "аз;ми;моят;моята;син;сина;синът;дъщеря;мъжът;съпругът;майка;баща;брат;сестра;съседка;приятелка;детето;имам;съм",
    "pl": (
        "ja;mam;mój;moja;mojej;mojego;moje;syn;syna;córka;córki;mąż;żona;matka;mama;ojciec;brat;siostra;sąsiadka;znajoma;"
        "dziecko;jestem;mnie"
    ),
    "hr": (
        "ja;moj;moja;moje;mojoj;sin;sina;kći;kćerka;kćer;muž;suprug;žena;majka;mama;otac;brat;sestra;susjeda;komšinica;"
        "prijateljica;dijete;imam;sam"
    ),
    "it": "io;mio;mia;figlio;figlia;marito;moglie;madre;mamma;padre;fratello;sorella;vicina;amica;ho;sono;bambino",
    "es": "yo;mi;mis;hijo;hija;marido;esposo;mujer;esposa;madre;padre;hermano;hermana;vecina;amiga;tengo;soy;estoy",
    "fr": "je;j;mon;ma;mes;fils;fille;mari;femme;mère;père;frère;sœur;voisine;amie;suis;ai",
}
#: … and what the law protects most (Art. 9 GDPR): health, faith, orientation, origin, opinion.
PROTECTED = {
    "de": (
        "krebs;krebskrank;depression;depressionen;depressiv;diabetes;epilepsie;hiv;aids;schwanger*;schwangerschaft;"
        "behindert;behinderung;schwerbehindert*;rollstuhl*;traumatisiert*;ptbs;posttraumatische*;psychisch krank*;"
        "psychose;schizophren*;diagnose;diagnostiziert;autis*;adhs;demenz*;dement;operiert;operation;chemo*;dialyse;"
        "herzinfarkt;schlaganfall;gehbehindert;blind;gehörlos*;pflegegrad *;pflegebedürftig*;suchtkrank;alkoholiker*;"
        "abhängig;schwul;lesbisch;homosexuell;bisexuell;transfrau;transmann;transgender;trans;nichtbinär;queer;"
        "konvertiert;christ geworden;getauft;panikattacken;krankheit;schwer krank;chronisch krank;krankgeschrieben;krank;"
        "medikamente;tumor;down syndrom;lernbehinderung;asthma;multiple sklerose;tuberkulose;hepatitis;therapie;klinik;"
        "krankenhaus;roma;sinti;jeside;jesidin;yeziden;alevit*"
    ),
    "en": (
        "cancer;depression;depressed;diabetes;epilepsy;hiv;pregnant;pregnancy;disabled;disability;wheelchair;traumatised;"
        "traumatized;ptsd;diagnos*;autis*;adhd;dementia;surgery;chemo*;dialysis;stroke;blind;deaf;gay;lesbian;homosexual;"
        "bisexual;transgender;trans;nonbinary;non binary;queer;converted;illness;medication;psychiatr*;therapy;hospital;"
        "sick;ill"
    ),
    "tr": (
        "kanser*;depresyon*;şeker hasta*;epilepsi*;hamile*;engelli*;tekerlekli sandalye*;travma*;otizm*;otist*;teşhis*;"
        "tanı kondu*;ameliyat*;diyaliz*;felç*;kör;sağır;gey;lezbiyen;eşcinsel*;trans;hasta;hastalı*;ilaç*;psikolojik;"
        "hastane*;alevi*;kemoterapi*"
    ),
    "uk": (
        "рак;онколог*;депресі*;діабет*;епілепс*;вагітн*;інвалідн*;інвалід;інваліда;візку;візок;травмован*;птср;діагноз*;"
        "аутизм*;аутист*;деменц*;операц*;хіміотерап*;діаліз*;інсульт*;гей;лесбійк*;трансгендер*;хвор*;ліки;психіатр*;"
        "лікарн*"
    ),
    "ar": (
        "سرطان;السرطان;اكتئاب;الاكتئاب;سكري;السكري;صرع;حامل;إعاقة;معاق;معاقة;كرسي متحرك;صدمة نفسية;توحد;التوحد;تشخيص;"
        "عملية;عملية جراحية;غسيل كلى;جلطة;مثلي;مثلية;متحول*;مريض;مريضة;مرض;أدوية;نفسية;مستشفى;المستشفى"
    ),
    "ru": (
        "рак;рака;онколог*;депресси*;диабет*;эпилепс*;беременн*;инвалид*;коляск*;травмирован*;птср;диагноз*;аутизм*;"
        "аутист*;деменци*;операци*;химиотерап*;диализ*;инсульт*;гей;лесбиянк*;трансгендер*;больн*;болезн*;болеет;"
        "лекарств*;психиатр*;больниц*"
    ),
    "fa": (
        "سرطان;افسردگی;افسرده;دیابت;صرع;باردار;حامله;معلول;معلولیت;ویلچر;تروما;اوتیسم;تشخیص;عمل جراحی;دیالیز;سکته;"
        "همجنسگرا;همجنس گرا;ترنس;بیمار;بیماری;مریض;دارو;روانی;بیمارستان;مسیحی;بهایی;بهائی"
    ),
    "ro": (
        "cancer;depresi*;diabet*;epilepsi*;însărcinat*;gravid*;handicap*;dizabil*;scaun cu rotile;traumatizat*;"
        "diagnostic*;autis*;demenț*;operați*;chimioterapi*;dializ*;gay;lesbian*;transgender;bolnav*;boal*;medicament*;"
        "psihiatr*;spital*;rom;romă"
    ),
    "bg": (
        "рак;депреси*;диабет*;епилепси*;бременна;увреждан*;инвалид*;количка;травмиран*;диагноз*;аутиз*;аутист*;деменци*;"
        "операци*;химиотерап*;диализа;гей;лесбийка;трансджендър;болен;болна;болест;лекарства;психиатр*;болница*;ром;"
        "ромка;ромски"
    ),
    "pl": (
        "rak;raka;nowotwór;depresj*;cukrzyc*;padaczk*;ciąży;niepełnospraw*;wózk*;traum*;diagnoz*;autyz*;demencj*;"
        "operacj*;chemioterap*;dializ*;udar*;gejem;lesbijk*;transpłciow*;transseksual*;chory;chora;chorob*;choruj*;leki;"
        "psychiatr*;szpital*"
    ),
    "hr": (
        "rak;raka;depresij*;dijabetes*;epilepsij*;trudna;trudnoć*;invalid*;kolica;kolicima;traumatizira*;dijagnoz*;"
        "autiz*;demencij*;operacij*;kemoterap*;hemoterap*;dijaliz*;moždani udar;gej;lezbijk*;trans;bolestan;bolesna;"
        "bolest*;lijekove;lekove;psihijat*;bolnic*;romkinja"
    ),
    "it": (
        "cancro;tumore;depression*;depress*;diabet*;epilessia;incinta;disabil*;sedia a rotelle;traumatizzat*;diagnos*;"
        "autis*;demenza;operazione;operat*;chemioterapia;dialisi;ictus;gay;lesbica;transgender;trans;malat*;malattia;"
        "medicine;farmaci;psichiatr*;ospedale"
    ),
    "es": (
        "cáncer;depresión;deprimid*;diabet*;epilepsia;embarazad*;discapaci*;silla de ruedas;traumatizad*;diagn*;autis*;"
        "demencia;operación;operad*;quimioterapia;diálisis;gay;lesbiana;transgénero;trans;enferm*;medicament*;psiquiátr*;"
        "hospital"
    ),
    "fr": (
        "cancer;dépression;dépressi*;diabète;diabétique;épilepsie;enceinte;handicap*;fauteuil roulant;traumatis*;"
        "diagnosti*;autis*;démence;opéré*;opération;chimio*;dialyse;avc;gay;lesbienne;transgenre;trans;malade;maladie;"
        "médicaments;psychiatr*;hôpital"
    ),
}
#: Somebody else …
OTHER_PERSON = {
    "de": (
        "mein sohn;meinen sohn;meinem sohn;meines sohnes;meine tochter;meiner tochter;mein mann;meinem mann;meinen mann;"
        "meine frau;meiner frau;meine mutter;meiner mutter;mein vater;meinem vater;meinen vater;mein bruder;"
        "meinem bruder;meinen bruder;meine schwester;meiner schwester;meine nachbarin;meiner nachbarin;mein nachbar;"
        "meine freundin;meiner freundin;mein freund;unser mitglied;unserem mitglied;ein mitglied;einem mitglied;"
        "eine frau aus;einer frau aus;eine mutter;ein junger mann;eine junge frau;ein kollege;eine kollegin;mein cousin;"
        "meine cousine;mein onkel;meine tante;meine oma;mein opa;mein neffe;meine nichte;meine schwiegermutter;"
        "ein bekannter;eine bekannte;der junge;das mädchen;die frau;der mann;die familie;eine familie;einer familie;"
        "ein schüler;eine schülerin;die dame;der herr;ein jugendlicher;meine kusine;schwägerin;mein schwager;"
        "eine teilnehmerin;ein teilnehmer"
    ),
    "en": (
        "my son;my daughter;my husband;my wife;my mother;my father;my brother;my sister;my neighbour;my friend;"
        "our member;one of our members;a woman;a man;a family;my cousin;my uncle;my aunt;a mother;a young man"
    ),
    "tr": (
        "oğlum*;kızım*;eşim*;kocam*;annem*;babam*;kardeşim*;ablam*;abim*;komşum*;arkadaşım*;üyemiz*;teyzem*;kuzenim*;"
        "yengem*;bir aile;bir kadın"
    ),
    "uk": (
        "мій син;мого сина;моєму сину;моя дочка;моєї дочки;моїй дочці;мій чоловік;мого чоловіка;моя мама;моєї мами;"
        "мій брат;мого брата;моя сестра;моєї сестри;моя подруга;моя сусідка;наша учасниця;одна жінка;одна родина;"
        "мій батько"
    ),
    "ar": (
        "ابني;ابنتي;بنتي;زوجي;زوجتي;أمي;أبي;أخي;أختي;جارتي;جاري;صديقتي;صديقي;والدتي;والدي;عائلة;امرأة;سيدة;ابن عمي;عضوة;عمتي"
    ),
    "ru": (
        "мой сын;моего сына;моему сыну;моя дочь;моей дочери;мой муж;моего мужа;моя мама;моей мамы;мой брат;моего брата;"
        "моя сестра;моей сестры;моя подруга;моей подруги;соседка;наша участница;одна женщина;одна семья;мой отец"
    ),
    "fa": "پسرم;دخترم;شوهرم;همسرم;مادرم;پدرم;برادرم;خواهرم;همسایه;دوستم;یک خانواده;یک زن;یک خانم;پسرعمویم;یکی از اعضا",
    "ro": (
        "fiul meu;fiului meu;fiica mea;fiicei mele;soțul meu;soția mea;mama mea;tatăl meu;fratele meu;sora mea;"
        "vecina mea;prietena mea;o familie;o femeie;verișoara mea;cumnata mea"
    ),
    "bg": (
        "синът ми;сина ми;дъщеря ми;мъжът ми;съпругът ми;жена ми;майка ми;баща ми;брат ми;сестра ми;съседката;"
        "приятелката ми;едно семейство;една жена;братовчед*"
    ),
    "pl": (
        "mój syn;mojego syna;mojemu synowi;moja córka;mojej córki;mój mąż;mojego męża;moja żona;moja mama;mojej mamy;"
        "mój brat;mojego brata;moja siostra;mojej siostry;sąsiadka;znajoma;koleżanka;pewna rodzina;mój ojciec;kuzyn*"
    ),
    "hr": (
        "moj sin;mog sina;mom sinu;mojem sinu;moja kći;moja kćerka;mojoj kćeri;moj muž;mog muža;moja žena;moja majka;"
        "moje majke;moj otac;moj brat;mog brata;moja sestra;moje sestre;susjeda;komšinica;prijateljica;jedna obitelj;"
        "jedna porodica;jedna žena"
    ),
    "it": (
        "mio figlio;mia figlia;mio marito;mia moglie;mia madre;mio padre;mio fratello;mia sorella;la mia vicina;"
        "una mia amica;una famiglia;una donna;mia cugina;mio cugino;mia zia;mia nonna;una signora"
    ),
    "es": (
        "mi hijo;mi hija;mi marido;mi esposo;mi mujer;mi esposa;mi madre;mi padre;mi hermano;mi hermana;mi vecina;"
        "una amiga;una familia;una mujer;mi prima;mi primo;mi tía;mi abuela;una señora"
    ),
    "fr": (
        "mon fils;ma fille;mon mari;ma femme;ma mère;mon père;mon frère;ma sœur;ma voisine;une amie;une famille;"
        "une femme;ma cousine;mon cousin;ma tante;une dame"
    ),
}
#: … with a detail that tells who it is or how they live.
DETAIL = {
    "de": (
        "jahre alt;geboren;geb;geburtsdatum;wohnt;heißt;namens;telefonnummer;handynummer;adresse;aktenzeichen;az;"
        "jährige*;duldung;abgelehnt;schulden;inhaftiert;gefängnis;vorbestraft;geschieden;arbeitslos;konto;kontonummer;"
        "iban;steuernummer;passnummer;mit vornamen;anbei ihre;anbei seine;hat mir erzählt;klasse"
    ),
    "en": (
        "years old;born;lives;is called;named;phone number;address;case number;year old;debts;prison;divorced;unemployed;"
        "date of birth"
    ),
    "tr": "yaşında*;doğum*;oturuyor;adı;isimli;telefon*;adres*;dosya*;borç*;hapis*;boşan*;işsiz*",
    "uk": "років;роки;рік народження;народжен*;народи*;живе;звати;звуть;телефон*;адрес*;борг*;розлучен*;безробітн*",
    "ar": "عمره;عمرها;سنة;سنوات;مواليد;يسكن;تسكن;اسمه;اسمها;هاتف;رقم;عنوان;ديون;مطلقة;سجن",
    "ru": "лет;года рождения;родил*;живет;зовут;телефон*;адрес*;долг*;разведен*;безработн*",
    "fa": "ساله;سال دارد;متولد;زندگی می کند;زندگی میکند;به نام;اسمش;شماره;آدرس;بدهی;طلاق",
    "ro": "ani;născut*;locuiește;se numește;pe nume;telefon*;adresa;datorii;divorțat*;șomer*",
    "bg": "години;роден*;живее;казва се;на име;телефон*;адрес*;дългове;разведен*;безработ*",
    "pl": "lat;lata;urodzon*;mieszka;nazywa się;imieniem;telefon*;adres*;dług*;rozwied*;bezrobotn*",
    "hr": "godina;godine;rođen*;živi;stanuje;zove se;po imenu;telefon*;adres*;dug*;razveden*;nezaposlen*",
    "it": "anni;nat*;abita;vive;si chiama;di nome;telefono;indirizzo;debiti;divorziat*;disoccupat*",
    "es": "años;nacid*;nació;vive;se llama;llamad*;teléfono;dirección;deudas;divorciad*;desemplead*;paro",
    "fr": "ans;né;née;habite;vit;s appelle;nommé*;téléphone;adresse;dettes;divorcé*;chômage",
}
