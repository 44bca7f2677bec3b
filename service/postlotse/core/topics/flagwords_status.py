"""Words by which flags are recognised, second part: residence status, data rights, complaints.  See `flagwords`."""

RESIDENCE_STATUS = {
    "de": (
        "duldung*;geduldet*;abschiebung*;abgeschoben*;abschieben;abgeschiebt;ohne papiere;papierlos*;undokumentiert*;"
        "ausreisepflicht*;ausreiseaufforderung;illegal hier;illegal in;ohne aufenthalt;ohne aufenthaltstitel;"
        "grenzübertrittsbescheinigung*;abschiebehaft;ausweisung;kettenduldung;rückführung;dublin;"
        "ohne aufenthaltserlaubnis;keinen aufenthalt;keine aufenthaltserlaubnis;keine papiere;kein visum mehr;"
        "asylantrag abgelehnt;untergetaucht;überstellung;ausbildungsduldung;kein aufenthalt;keine aufenthaltspapiere;"
        "nicht gemeldet und keine;abschiebungs*;abschiebe*;duldungs*;abgeschoben;ausgewiesen;visum ist weg;"
        "visum abgelaufen;asyl abgelehnt;negativbescheid asyl;abschieb*;abschibung;dulung;illegal"
    ),
    "en": (
        "deportation*;deported;deporting;deport;undocumented;without papers;no papers;tolerated stay;toleration;"
        "illegally;overstay*;no residence permit;without residence;leave the country;removal order;no visa;expired visa;"
        "visa any more;tolerated;flown out;illegal here;asylum was rejected;asylum claim was rejected;"
        "asylum rejected"
    ),
    "tr": (
        "sınır dışı*;kağıtsız*;oturumum yok;oturumu yok;belgesiz;deport edil*;uçağa bindir*;vizem bitti;iltica reddi;"
        "geri gönder*;iltica başvurum reddedildi"
    ),
    "uk": (
        "депортац*;депортув*;без документів;нелегальн*;дульдунг*;примусов* поверненн*;вислан*;без візи;віза скінчилась;"
        "літак назад;депорту*;видворен*"
    ),
    "ar": (
        "ترحيل*;الترحيل;ترحيلي;بدون أوراق;بلا أوراق;دولدونغ;الدولدونغ;دولدونج;غير شرعي;إبعاد;رفض لجوئي;رفض طلب اللجوء;"
        "بدون إقامة;دبلن;ترحل*;يرحلون*;أمر ترحيل;بدون فيزا;انتهت الفيزا;مخالف;ma 3andi iqama;tarheel"
    ),
    "ru": (
        "депортац*;депортир*;без документов;нелегальн*;дульдунг*;высыл*;выдвор*;без визы;высылают;везут в аэропорт;"
        "без вида на жительство;просроченная виза;отказ в убежище;депорт*"
    ),
    "fa": (
        "دیپورت;اخراج از آلمان;اخراج از کشور;دولدونگ;بدون مدارک;بدون اقامت;اقامت ندارم;اقامت ندارد;بدون مدرک;بی مدرک;"
        "می برند فرودگاه;دیپورتی;اخراج می کنند;حکم اخراج;جواب منفی;پاسخ منفی;غیرقانونی"
    ),
    "ro": (
        "deportare*;deportat*;deporta;expulz*;fără acte;fără documente;ilegal;tolerare*;deporteaz*;fără viză;"
        "decizie de expulzare;îl urcă în avion;urcă în avion"
    ),
    "bg": "депорт*;експулси*;без документи;нелегалн*;дулдунг*;без статут;качват на самолета;без виза;депортир*;експулсир*",
    "pl": ("deportac*;deportow*;wydaleni*;bez dokumentów;nielegalni*;nakaz opuszczenia;bez wizy;bez papierów;do samolotu"),
    "hr": (
        "deportac*;deportira*;protjer*;proter*;bez papira;bez dokumenata;ilegaln*;bez boravka;депорт*;bez vize;"
        "na aerodrom;voze na aerodrom;депортациј*;протера*;без папира"
    ),
    "it": (
        "espuls*;rimpatri*;senza documenti;irregolar*;clandestin*;senza permesso di soggiorno;deportat*;permesso scaduto;"
        "permesso italiano scaduto;mi rimandano;senza visto;ordine di espulsione"
    ),
    "es": (
        "deportac*;deportar*;deportad*;expulsar*;expulsad*;expulsión;sin papeles;indocumentad*;situación irregular;"
        "sin permiso de residencia;deportan;deporten;sin visado;sin documentos;orden de expulsión"
    ),
    "fr": (
        "expulser;expulsé;expulsée;sans papiers;reconduite à la frontière;oqtf;situation irrégulière;"
        "sans titre de séjour;quitter le territoire;obligation de quitter;expulser*;expulsés;ordre d expulsion;sans visa;"
        "visa expiré;dublin;débouté*;reconduit*"
    ),
    "pt": "sem documentos;ilegal",
    "sq": "pa dokumente;pa letra",
    "el": "απέλαση;χωρίς χαρτιά",
    "so": "sharci darro;tarxiil*;duldung",
    "kmr": "bê kaxez",
    "ckb": "دیپۆرت*;بێ بەڵگە",
    "ti": "ብዘይ ወረቐት",
    "am": "ያለ ወረቀት",
}
DATA_RIGHTS = {
    "de": (
        "dsgvo;art 15;art 17;artikel 15;artikel 17;datenauskunft;meine daten;meiner daten;gespeicherten daten;"
        "gespeicherte daten;daten gespeichert;daten über mich;daten von mir;löschung der daten;daten löschen;"
        "daten gelöscht;personenbezogene* daten;daten zu löschen;datenschutzauskunft;recht auf auskunft;"
        "über mich gespeichert;aus dem verteiler;unsere daten;aus ihrer kartei;über mich;akteneinsicht;aus der datenbank;"
        "aus der kartei;künstlerkartei;kartei;kopie von pass;schilderung;gutachten*;handynummer;aus dem computer;"
        "meine person;über meine person;weitergabe meiner daten;meine adresse aus;foto von mein*;fotos von mein*;"
        "unsere fotos;meine alten mails;von mir gespeichert;über uns gespeichert;meine angaben"
    ),
    "en": (
        "gdpr;my data;my personal data;data about me;me from the list;me from your;personal data;delete my;erase my;"
        "subject access;stored about me;data you hold;about me;my file;my emails;information you hold;my photo;"
        "my name and"
    ),
    "tr": (
        "kişisel veri*;bilgilerinin;hakkımda;listesinden;tüm bilgiler*;verilerim*;verilerimi*;dsgvo;bilgilerimin silin*;"
        "bilgilerimi silin;kayıtlarım*;adımın;bilgilerim*;hakkımızda"
    ),
    "uk": (
        "мої дані;моїх даних;персональн* дан*;видалити мої;видаліть мої;дані про мене;відомостей про мене;мої листи;"
        "про мене;моїх персональних;мою анкету"
    ),
    "ar": (
        "بياناتي;بياناتي الشخصية;حذف بياناتي;البيانات الشخصية;معلوماتي الشخصية;حذف معلوماتي;البيانات التي;"
        "تحتفظون بها عني;ما يخصني;المعلومات المسجلة عني;عني;صوري"
    ),
    "ru": (
        "мои данные;моих данных;персональн* данн*;личн* данн*;удалить мои;удалите мои;данные обо мне;обо мне;мои письма;"
        "анкету;согласие на обработку;моих персональных"
    ),
    "fa": (
        "اطلاعات شخصی;اطلاعات من;داده های من;داده های شخصی;اطلاعاتم;حذف اطلاعات;درباره من;اطلاعات شخصی من;دادههای شخصی;"
        "دادههای من;پرونده ام;مشخصاتم;نام و عکس"
    ),
    "ro": (
        "datele mele;date personale;datelor mele;datele personale;gdpr;ștergerea datelor;date cu caracter personal;"
        "despre mine;cv ul;ce date"
    ),
    "bg": "личните ми данни;моите данни;лични данни;данните ми;изтриете данните;данни за мен;името адреса;моите лични",
    "pl": (
        "moje dane;moich odpowiedzi;moich danych;dane osobowe;danych osobowych;rodo;usunięcie danych;usunięcia danych;"
        "dane o mnie;na mój temat;o mnie zapisane;moje zdjęcie"
    ),
    "hr": (
        "moje podatke;moji podaci;mojih podataka;osobne podatke;lične podatke;osobnih podataka;ličnih podataka;"
        "brisanje podataka;podatke o meni;о мени;личне податке;моје податке;o meni;moje ime;snimku"
    ),
    "it": (
        "i miei dati;su di me;mio numero;miei dati;dati personali;cancellare i dati;cancellazione dei dati;gdpr;"
        "dati su di me;le mie foto;miei documenti"
    ),
    "es": (
        "mis datos;datos personales;borrar mis;eliminar mis;rgpd;datos sobre mí;supresión de;sobre mí;de nosotras;"
        "mis fotos;las fotos"
    ),
    "fr": (
        "mes données;données personnelles;rgpd;effacement;supprimer mes;données me concernant;"
        "données à caractère personnel;à mon sujet;sur moi;mes coordonnées;mon dossier;me concernant"
    ),
    "sq": "të dhënat e mia",
    "pt": "os meus dados;meus dados",
    "el": "τα δεδομένα μου",
    "so": "xogtayda",
}
#: Wants to see or erase …
ASKING_DATA = {
    "de": (
        "auskunft über;auskunft an;löschen;lösche;loeschen;löschung;einsicht in;weg machen;vernichte*;auszug;"
        "aufgeschrieben;nehme ich zurück;gelöscht*;welche daten;was sie über;kopie;einsicht;herausgabe;widerspr*;"
        "widerruf*;dsgvo;streich*;entfern*;berichtig*;gespeichert*;mitzuteilen;welche informationen;speichern;"
        "haben sie über;an wen;weitergegeben;lösch*"
    ),
    "en": (
        "delete*;erase*;erasure;access;copy;which data;what data;stored;remove*;gdpr;hold;what information;"
        "which information;know what;holds;removal"
    ),
    "tr": "sil*;silin*;hangi;kopya*;bilgi ver*;kayıtlı*;öğrenmek*;sakla*;silinme*;ne var;istiyorum",
    "uk": "видал*;які;копі*;доступ*;зберіга*;надати;передава*;видалит*;стерти;знати",
    "ar": "حذف;احذفوا;مسح;نسخة;ما هي;أي;الاطلاع;المخزنة;تحتفظون;احذف*;إزالة;من أرسلها;أن أعرف",
    "ru": "удал*;какие;копи*;доступ*;хран*;предоставить;стереть;передавал*;сообщить;записан*;отзываю",
    "fa": "حذف;پاک;کپی;نسخه;چه اطلاعات;چه;ذخیره*;دسترسی;نگهداری;نگه می دارید;پاک کنید;بدانم",
    "ro": "șterg*;ștearg*;copie;acces*;care;ce date;stocat*;gdpr;dețineți;să știu;păstra*",
    "bg": "изтри*;копие;достъп*;какви;кои;съхранява*;заличе*;оттеглям;съхраня*",
    "pl": "usun*;kopi*;dostęp*;jakie;wgląd*;przechow*;rodo;wiedzieć;przesłać;cofam",
    "hr": "bris*;obriš*;izbriš*;kopij*;pristup*;koje;uvid*;čuva*;pohran*;знати;обриш*;обрис*;čuvate;znati;povlačim",
    "it": "cancell*;copia;accesso;quali;elimina*;conserva*;gdpr;sapere;togliere;rimuov*",
    "es": "borr*;elimin*;copia;acceso;qué datos;cuáles;guard*;supr*;rgpd;almacen*;saber;bórr*;quiten;tienen",
    "fr": "effac*;supprim*;copie;accès;quelles;conserv*;rgpd;détenez;savoir;suppression;retirer",
    "sq": "fshi*",
    "pt": "apag*;saber;elimin*",
    "el": "διαγρ*;ποια",
    "so": "tirtir*",
}
#: Says that it is a complaint …
FORMAL_COMPLAINT = {
    "de": (
        "beschwere mich;beschwere;dienstaufsichtsbeschwerde*;fachaufsichtsbeschwerde*;eine beschwerde;beschwerde über;"
        "beschwerde gegen;mich beschweren;wo beschweren;kann ich beschwerde;diese beschwerde;so geht man nicht;"
        "nicht bieten;stinkt doch;behandelt wurde;lasse mich nicht;erst mal deutsch lernen;sehr enttäuscht;"
        "wem kann ich sagen;das ist eine frechheit;beschweren;beschwerde einlegen;so kann man mit menschen nicht;"
        "zurück in mein land;antworten nicht auf meine"
    ),
    "en": (
        "complaint about;file a complaint;complain about;make a complaint;formal complaint;who supervises;"
        "want to complain;wish to complain;filing a complaint;file a formal"
    ),
    "tr": "şikayet*;şikayetçi*;rahatsızız;gereğini bekliyoruz",
    "uk": "скаргу;скарга;скаржусь;поскаржитися;знущання;скаржуся;скаргу на;жалоба",
    "ar": "شكوى;أشتكي;أشكو;الشكوى;تقديم شكوى",
    "ru": "жалобу;жалоба;жалуюсь;пожаловаться;издевательство;жалобу на",
    "fa": "شکایت;شکایتم;شاکی هستم;شکایت کنم;گله",
    "ro": "plângere;reclamație;mă plâng;depun o plângere;reclam comportament*;să reclam",
    "bg": "жалба;оплакване;оплаквам;да се оплача;жалба срещу",
    "pl": "skargę;skarga;skarżę;poskarżyć;zażalenie;złożyć skargę",
    "hr": "žalbu;pritužbu;žalba;pritužba;žalim se;da se prijavi;požaliti;žaliti na;žalim se na;uložiti žalbu",
    "it": "reclamo;lamentela;lamentarmi;protestare;presentare un reclamo;è una vergogna",
    "es": "queja;quejarme;reclamación;denunciar el trato;presentar una queja;reclamo;es inaceptable",
    "fr": "plainte;me plaindre;porter plainte;c est inadmissible;déposer une plainte",
}
#: Complains …
COMPLAINING = {
    "de": (
        "unverschämt*;unfreundlich*;respektlos*;angeschrien;angebrüllt;abgewimmelt;weggeschickt;ausgelacht;herablassend*;"
        "nicht ernst genommen;keine antwort;niemand antwortet;nicht geantwortet;schikan*;verloren gegangen;"
        "unterlagen verschwunden;reagiert nicht;nicht reagiert;arrogant*;beleidigt*;gedemütigt;hingehalten;"
        "von oben herab;gelacht;hat sich geweigert;frechheit;angeblafft;angemeckert;nachgeäfft;geschimpft;schreit zu mir;"
        "papier auf boden;mehrfach weggeschickt;schickt uns immer wieder weg;immer wieder weg;so kann man mit menschen;"
        "schiebt es auf mich;ignoriert"
    ),
    "en": (
        "rude*;unfriendly;shouted;yelled;disrespect*;sent away;laughed;unacceptable;never answer*;ignored;humiliat*;"
        "not acceptable;treated me;lost my papers;ignored our;made fun"
    ),
    "tr": (
        "şikayet*;kaba*;bağırdı*;saygısız*;hakaret*;aşağıla*;kovdu*;azarla*;bağır*;kötü davran*;azarl*;alay et*;umursam*;"
        "kabul edilemez"
    ),
    "uk": (
        "скарг*;скаржи*;груб*;хамств*;накрича*;кричал*;неввічлив*;ігнору*;не відповіда*;принизи*;сміявся;сміялась;"
        "сміялася;накричав;неприйнятно;кричала"
    ),
    "ar": (
        "شكوى;أشتكي;أشكو;صرخ*;صرخت;أهان*;إهانة;بوقاحة;وقح;وقحة;لا يرد*;تجاهل*;سوء معاملة;عاملني;عاملتني;غير مقبول;"
        "بطريقة سيئة;لا ترد;لم ترد;ضحك علي;سخر*"
    ),
    "ru": (
        "жалоб*;жалу*;груб*;хам*;накрич*;кричал*;невежлив*;игнорир*;не отвеча*;унизи*;унижа*;безобразие;нагруб*;смеял*;"
        "накрича*;хамил*"
    ),
    "fa": (
        "شکایت*;بی احترامی;بیاحترامی;توهین*;داد زد;بدرفتاری;بی ادب*;جواب نمی ده*;جواب نمی;جواب نداد*;تحقیر*;بد رفتار*;"
        "سرم داد;قابل قبول نیست;مسخره*;شاکی"
    ),
    "ro": "reclamați*;nepoliticos*;țipat*;jignit*;obraznic*;ignor*;nu răspund*;inacceptabil;a râs de mine;a țipat;m a jignit",
    "bg": (
        "оплак*;оплаквам*;жалба;груб*;крещ*;развика*;обид*;игнорир*;не отговаря*;унизи*;недопустимо;смя ми се;крещя*;присмя*"
    ),
    "pl": (
        "skarg*;skarż*;niegrzeczn*;nieuprzejm*;krzycz*;nakrzycza*;obraz*;zignorowa*;ignoruj*;nie odpowiada*;poniż*;"
        "chamsk*;skandal;arogancki;obraził;wyśmiał*;kpiąc"
    ),
    "hr": (
        "žalb*;žalim;pritužb*;neljubaz*;bezobraz*;vikala;vikao;vrijeđa*;vređa*;ignorir*;ne odgovara*;poniz*;nepristoj*;"
        "жалб*;nedopustivo;smijala;smijao;vrijeđ*"
    ),
    "it": (
        "reclamo;lament*;protest*;maleducat*;urlato;gridato;offes*;sgarbat*;ignor*;nessuno risponde;non risponde*;"
        "umiliat*;scortes*;vergogna;trattato malissimo;trattata male;deriso;inaccettabile"
    ),
    "es": (
        "quejar*;quejo;reclamación;grosero*;grosera;gritó;gritar*;insult*;maleducad*;nadie contesta;no contest*;"
        "no respond*;humill*;maltrat*;inaceptable;se rió;me trató;maltrató;vergüenza"
    ),
    "fr": (
        "plainte;plaindre;plains;réclamation;impoli*;hurlé;insult*;méprisant*;mépris;ignor*;personne ne répond;"
        "aucune réponse;humili*;mal reçu*;inadmissible;crié dessus;ri de moi;mal parlé;honteux;ne répond pas depuis;"
        "inacceptable"
    ),
}
#: … about an office.
OFFICE_WORDS = {
    "de": (
        "amt;*amt;ämter;amtes;*amtes;behörde*;*behörde;sachbearbeiter*;mitarbeiter*;jobcenter*;bürgerbüro*;"
        "ausländerbehörde*;familienkasse*;beamt*;verwaltung;schalter;stadtverwaltung;sachgebiet;referat;dame am;herr am;"
        "rathaus;ordnungsamt*;kollegin;arbeitsagentur;standesamt;sozialamt;ausländeramt;einbürgerungsstelle;"
        "mitarbeiterin;frau dort;kollege von ihnen;ihre kollegin;ordnungsdienst;ortsverwaltung;meldestelle"
    ),
    "en": (
        "office;officer;authority;authorities;clerk;staff;jobcenter;job center;immigration office;administration;"
        "official*;employee*;caseworker;department;jobcentre;desk;town hall"
    ),
    "tr": "daire*;memur*;jobcenter*;belediye*;yabancılar*;görevli*;ofis*;kurum*;amt*;çalışan*;sachbearbeiter*",
    "uk": (
        "установ*;працівни*;джобцентр*;jobcenter;відомств*;чиновни*;відділ*;амт*;службов*;спеціаліст*;поліці*;"
        "ausländerbehörde;чиновник*;gesundheitsamt"
    ),
    "ar": (
        "دائرة;الدائرة;موظف*;الموظف;الموظفة;مكتب;المكتب;الجوب سنتر;جوب سنتر;دائرة الأجانب;البلدية;jobcenter;الأجانب;"
        "ausländerbehörde;دائرة الهجرة;مكتب الأجانب"
    ),
    "ru": (
        "ведомств*;сотрудни*;джобцентр*;jobcenter;чиновни*;отдел*;амт*;служб*;специалист*;учрежден*;полици*;"
        "ausländerbehörde;начальни*"
    ),
    "fa": (
        "اداره;کارمند*;جاب سنتر;شهرداری;jobcenter;مسئول*;اداره خارجی ها;پلیس;ausländerbehörde;اداره مهاجرت;اداره ثبت;"
        "wohnungsamt;sozialamt"
    ),
    "ro": "birou*;oficiu*;funcționar*;jobcenter;autorit*;angajat*;primări*;amt;ghișeu;ausländerbehörde;ghișeul*",
    "bg": (
        "служител*;служба*;jobcenter;джобцентър*;община*;ведомств*;чиновни*;гише*;полици*;ausländerbehörde;служителка*;службата"
    ),
    "pl": "urząd;urzęd*;urzędni*;jobcenter*;pracowni*;okienk*;administracj*;policj*;ausländerbehörde;urzędnik*;urzędu",
    "hr": (
        "ured*;službeni*;jobcenter*;djelatni*;radni*;šalter*;općin*;opštin*;službe;policij*;служб*;ausländerbehörde;"
        "ured za strance;službenic*;jobcentr*"
    ),
    "it": (
        "ufficio;impiegat*;funzionari*;jobcenter;sportello;comune;personale;questura;polizia;ausländerbehörde;"
        "ufficio stranieri;addett*"
    ),
    "es": (
        "oficina;funcionari*;jobcenter;ventanilla;ayuntamiento;emplead*;autoridad*;policía;ausländerbehörde;extranjería;"
        "señora de"
    ),
    "fr": (
        "bureau;agent*;fonctionnaire*;jobcenter;guichet;mairie;administration;préfecture;employé*;ausländerbehörde;"
        "office des étrangers;office;l office"
    ),
}
