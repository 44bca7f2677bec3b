"""Words by which flags are recognised, second part: residence status, data rights, complaints.  See `flagwords`."""

RESIDENCE_STATUS = {
    "de": (
        "duldung*;geduldet*;abschiebung*;abgeschoben*;abschieben;abgeschiebt;ohne papiere;papierlos*;undokumentiert*;"
        "ausreisepflicht*;ausreiseaufforderung;illegal hier;illegal in;ohne aufenthalt;ohne aufenthaltstitel;"
        "grenzübertrittsbescheinigung*;abschiebehaft;ausweisung;kettenduldung;rückführung;dublin;"
        "ohne aufenthaltserlaubnis;keinen aufenthalt;keine aufenthaltserlaubnis;keine papiere;kein visum mehr;"
        "asylantrag abgelehnt;untergetaucht;überstellung;ausbildungsduldung;kein aufenthalt;keine aufenthaltspapiere;"
        "nicht gemeldet und keine"
    ),
    "en": (
        "deportation*;deported;deporting;deport;undocumented;without papers;no papers;tolerated stay;toleration;"
        "illegally;overstay*;no residence permit;without residence;leave the country;removal order"
    ),
    "tr": "sınır dışı*;kağıtsız*;kaçak;oturumum yok;oturumu yok;belgesiz;deport edil*",
    "uk": "депортац*;депортув*;без документів;нелегальн*;дульдунг*;примусов* поверненн*;вислан*",
    "ar": (
        "ترحيل*;الترحيل;ترحيلي;بدون أوراق;بلا أوراق;دولدونغ;الدولدونغ;دولدونج;غير شرعي;إبعاد;رفض لجوئي;رفض طلب اللجوء;"
        "بدون إقامة;دبلن"
    ),
    "ru": "депортац*;депортир*;без документов;нелегальн*;дульдунг*;высыл*;выдвор*",
    "fa": "دیپورت;اخراج از آلمان;اخراج از کشور;دولدونگ;بدون مدارک;بدون اقامت;اقامت ندارم;اقامت ندارد",
    "ro": "deportare*;deportat*;deporta;expulz*;fără acte;fără documente;ilegal;tolerare*",
    "bg": "депорт*;експулси*;без документи;нелегалн*;дулдунг*;без статут",
    "pl": "deportac*;deportow*;wydaleni*;bez dokumentów;nielegalni*;nakaz opuszczenia",
    "hr": "deportac*;deportira*;protjer*;proter*;bez papira;bez dokumenata;ilegaln*;bez boravka;депорт*",
    "it": "espuls*;rimpatri*;senza documenti;irregolar*;clandestin*;senza permesso di soggiorno;deportat*",
    "es": (
        "deportac*;deportar*;deportad*;expulsar*;expulsad*;expulsión;sin papeles;indocumentad*;situación irregular;"
        "sin permiso de residencia"
    ),
    "fr": (
        "expulser;expulsé;expulsée;sans papiers;reconduite à la frontière;oqtf;clandestin*;situation irrégulière;"
        "sans titre de séjour"
    ),
}
DATA_RIGHTS = {
    "de": (
        "dsgvo;art 15;art 17;artikel 15;artikel 17;datenauskunft;meine daten;meiner daten;gespeicherten daten;"
        "gespeicherte daten;daten gespeichert;daten über mich;daten von mir;löschung der daten;daten löschen;"
        "daten gelöscht;personenbezogene* daten;daten zu löschen;datenschutzauskunft;recht auf auskunft;"
        "über mich gespeichert;aus dem verteiler;unsere daten;aus ihrer kartei;über mich;angaben;akte;akteneinsicht;"
        "aus der datenbank;aus der kartei;künstlerkartei;kartei;papiere;kopie von pass;schilderung;gutachten*;"
        "handynummer;foto;mail und adresse;die daten;unterlagen;aus dem computer;eintrag"
    ),
    "en": (
        "gdpr;my data;my personal data;data about me;me from the list;me from your;personal data;delete my;erase my;"
        "subject access;stored about me;data you hold"
    ),
    "tr": (
        "kişisel veri*;bilgilerinin;hakkımda;listesinden;tüm bilgiler*;verilerim*;verilerimi*;dsgvo;bilgilerimin silin*;"
        "bilgilerimi silin"
    ),
    "uk": "мої дані;моїх даних;персональн* дан*;видалити мої;видаліть мої;дані про мене",
    "ar": "بياناتي;بياناتي الشخصية;حذف بياناتي;البيانات الشخصية;معلوماتي الشخصية;حذف معلوماتي",
    "ru": "мои данные;моих данных;персональн* данн*;личн* данн*;удалить мои;удалите мои;данные обо мне",
    "fa": "اطلاعات شخصی;اطلاعات من;داده های من;داده های شخصی;اطلاعاتم;حذف اطلاعات",
    "ro": "datele mele;date personale;datelor mele;datele personale;gdpr;ștergerea datelor;date cu caracter personal",
    "bg": "личните ми данни;моите данни;лични данни;данните ми;изтриете данните;данни за мен",
    "pl": (
        "moje dane;moich odpowiedzi;moich danych;dane osobowe;danych osobowych;rodo;usunięcie danych;usunięcia danych;"
        "dane o mnie"
    ),
    "hr": (
        "moje podatke;moji podaci;mojih podataka;osobne podatke;lične podatke;osobnih podataka;ličnih podataka;"
        "brisanje podataka;podatke o meni"
    ),
    "it": (
        "i miei dati;su di me;mio numero;miei dati;dati personali;cancellare i dati;cancellazione dei dati;gdpr;dati su di me"
    ),
    "es": "mis datos;datos personales;borrar mis;eliminar mis;rgpd;datos sobre mí;supresión de",
    "fr": (
        "mes données;données personnelles;rgpd;effacement;supprimer mes;données me concernant;données à caractère personnel"
    ),
}
#: Wants to see or erase …
ASKING_DATA = {
    "de": (
        "auskunft über;auskunft an;löschen;lösche;loeschen;löschung;einsicht in;weg machen;vernichte*;auszug;"
        "aufgeschrieben;nehme ich zurück;gelöscht*;welche daten;was sie über;kopie;einsicht;herausgabe;widerspr*;"
        "widerruf*;dsgvo;streich*;entfern*;berichtig*;gespeichert*;mitzuteilen"
    ),
    "en": "delete*;erase*;erasure;access;copy;which data;what data;stored;remove*;gdpr;hold",
    "tr": "sil*;silin*;hangi;kopya*;bilgi ver*;kayıtlı*;öğrenmek*",
    "uk": "видал*;які;копі*;доступ*;зберіга*;надати",
    "ar": "حذف;احذفوا;مسح;نسخة;ما هي;أي;الاطلاع;المخزنة;تحتفظون",
    "ru": "удал*;какие;копи*;доступ*;хран*;предоставить",
    "fa": "حذف;پاک;کپی;نسخه;چه اطلاعات;چه;ذخیره*;دسترسی",
    "ro": "șterg*;ștearg*;copie;acces*;care;ce date;stocat*;gdpr",
    "bg": "изтри*;копие;достъп*;какви;кои;съхранява*",
    "pl": "usun*;kopi*;dostęp*;jakie;wgląd*;przechow*;rodo",
    "hr": "bris*;obriš*;izbriš*;kopij*;pristup*;koje;uvid*;čuva*;pohran*",
    "it": "cancell*;copia;accesso;quali;elimina*;conserva*;gdpr",
    "es": "borr*;elimin*;copia;acceso;qué datos;cuáles;guard*;supr*;rgpd;almacen*",
    "fr": "effac*;supprim*;copie;accès;quelles;conserv*;rgpd;détenez",
}
#: Says that it is a complaint …
FORMAL_COMPLAINT = {
    "de": (
        "beschwere mich;beschwere;dienstaufsichtsbeschwerde*;fachaufsichtsbeschwerde*;eine beschwerde;beschwerde über;"
        "beschwerde gegen;mich beschweren;wo beschweren;kann ich beschwerde;diese beschwerde;so geht man nicht;"
        "nicht bieten;stinkt doch;behandelt wurde;entschuldigung für;lasse mich nicht;erst mal deutsch lernen;"
        "sehr enttäuscht;wem kann ich sagen"
    ),
    "en": ("complaint about;file a complaint;complain about;make a complaint;formal complaint;who supervises;want to complain"),
    "tr": "şikayet*;şikayetçi*;rahatsızız;gereğini bekliyoruz",
    "uk": "скаргу;скарга;скаржусь;поскаржитися;знущання",
    "ar": "شكوى;أشتكي;أشكو;الشكوى",
    "ru": "жалобу;жалоба;жалуюсь;пожаловаться;издевательство",
    "fa": "شکایت;شکایتم",
    "ro": "plângere;reclamație;mă plâng;reclam",
    "bg": "жалба;оплакване;оплаквам;да се оплача",
    "pl": "skargę;skarga;skarżę;poskarżyć",
    "hr": "žalbu;pritužbu;žalba;pritužba;žalim se;da se prijavi;požaliti",
    "it": "reclamo;lamentela;lamentarmi;protestare",
    "es": "queja;quejarme;reclamación;denunciar el trato",
    "fr": "plainte;me plaindre;réclamation",
}
#: Complains …
COMPLAINING = {
    "de": (
        "beschwer*;unverschämt*;unfreundlich*;respektlos*;angeschrien;angebrüllt;abgewimmelt;weggeschickt;ausgelacht;"
        "herablassend*;frech;nicht ernst genommen;keine antwort;keinen termin;nicht erreichbar;niemand geht ans telefon;"
        "niemand antwortet;nicht geantwortet;skandal*;unmöglich;schikan*;verloren gegangen;unterlagen verschwunden;"
        "reagiert nicht;nicht reagiert;seit monaten;seit wochen;arrogant*;beleidigt*;gedemütigt;untätig*;willkür*;"
        "unzumutbar*;hingehalten;von oben herab;diskriminier*;gelacht;hat sich geweigert;weigert"
    ),
    "en": (
        "complain*;rude*;unfriendly;shouted;yelled;disrespect*;sent away;laughed;unacceptable;no answer;no reply;"
        "never answer*;ignored;ignore;for months;humiliat*;refused"
    ),
    "tr": "şikayet*;kaba*;bağırdı*;saygısız*;hakaret*;aşağıla*;cevap ver*;aylardır;kovdu*;azarla*",
    "uk": "скарг*;скаржи*;груб*;хамств*;накрича*;кричал*;неввічлив*;ігнору*;не відповіда*;місяц*;принизи*;відмови*",
    "ar": (
        "شكوى;أشتكي;أشكو;صرخ*;صرخت;أهان*;إهانة;بوقاحة;وقح;وقحة;لا يرد*;لا أحد يرد;تجاهل*;منذ أشهر;منذ شهور;سوء معاملة;"
        "عاملني;عاملتني;رفض*"
    ),
    "ru": "жалоб*;жалу*;груб*;хам*;накрич*;кричал*;невежлив*;игнорир*;не отвеча*;месяц*;унизи*;унижа*;отказал*",
    "fa": "شکایت*;بی احترامی;بیاحترامی;توهین*;داد زد;بدرفتاری;بی ادب*;جواب نمی ده*;جواب نمی;جواب نداد*;ماه هاست;تحقیر*",
    "ro": "plâng*;reclamați*;nepoliticos*;țipat*;jignit*;obraznic*;ignor*;nu răspund*;de luni;umil*;refuz*",
    "bg": "оплак*;оплаквам*;жалба;груб*;крещ*;развика*;обид*;игнорир*;не отговаря*;месеци;унизи*;отказа*",
    "pl": (
        "skarg*;skarż*;niegrzeczn*;nieuprzejm*;krzycz*;nakrzycza*;obraz*;zignorowa*;ignoruj*;nie odpowiada*;miesięcy;"
        "poniż*;chamsk*;odmówi*"
    ),
    "hr": (
        "žalb*;žalim;pritužb*;neljubaz*;bezobraz*;vikala;vikao;vrijeđa*;vređa*;ignorir*;ne odgovara*;mjesecima;mesecima;"
        "poniz*;nepristoj*;odbi*;жалб*"
    ),
    "it": (
        "reclamo;lament*;protest*;maleducat*;urlato;gridato;offes*;sgarbat*;ignor*;nessuno risponde;non risponde*;"
        "da mesi;umiliat*;rifiutat*;scortes*"
    ),
    "es": (
        "queja*;quejar*;quejo;reclamación;grosero*;grosera;gritó;gritar*;insult*;maleducad*;ignor*;nadie contesta;"
        "no contest*;no respond*;meses;humill*;negó;maltrat*"
    ),
    "fr": (
        "plainte;plaindre;plains;réclamation;impoli*;crié;hurlé;insult*;méprisant*;mépris;ignor*;personne ne répond;"
        "aucune réponse;depuis des mois;humili*;refusé;mal reçu*"
    ),
}
#: … about an office.
OFFICE_WORDS = {
    "de": (
        "amt;*amt;ämter;amtes;*amtes;behörde*;*behörde;sachbearbeiter*;mitarbeiter*;jobcenter*;bürgerbüro*;"
        "ausländerbehörde*;familienkasse*;beamt*;verwaltung;schalter;stadtverwaltung;sachgebiet;referat;stelle;dame am;"
        "herr am;rathaus;ordnungsamt*;kollegin;arbeitsagentur;polizei"
    ),
    "en": (
        "office;officer;authority;authorities;clerk;staff;jobcenter;job center;immigration office;administration;"
        "official*;employee*;caseworker;counter;police"
    ),
    "tr": "daire*;memur*;jobcenter*;belediye*;yabancılar*;görevli*;ofis*;kurum*;amt*;çalışan*;sachbearbeiter*;polis*",
    "uk": (
        "установ*;працівни*;джобцентр*;jobcenter;відомств*;чиновни*;відділ*;амт*;службов*;спеціаліст*;поліці*;ausländerbehörde"
    ),
    "ar": (
        "دائرة;الدائرة;موظف*;الموظف;الموظفة;مكتب;المكتب;الجوب سنتر;جوب سنتر;دائرة الأجانب;البلدية;jobcenter;الأجانب;"
        "الشرطة;ausländerbehörde"
    ),
    "ru": (
        "ведомств*;сотрудни*;джобцентр*;jobcenter;чиновни*;отдел*;амт*;служб*;специалист*;учрежден*;полици*;ausländerbehörde"
    ),
    "fa": "اداره;کارمند*;جاب سنتر;شهرداری;jobcenter;مسئول*;اداره خارجی ها;پلیس;ausländerbehörde",
    "ro": "birou*;oficiu*;funcționar*;jobcenter;autorit*;angajat*;primări*;amt;ghișeu;poliți*;ausländerbehörde",
    "bg": "служител*;служба*;jobcenter;джобцентър*;община*;ведомств*;чиновни*;гише*;полици*;ausländerbehörde",
    "pl": "urząd;urzęd*;urzędni*;jobcenter*;pracowni*;okienk*;administracj*;policj*;ausländerbehörde",
    "hr": "ured*;službeni*;jobcenter*;djelatni*;radni*;šalter*;općin*;opštin*;službe;policij*;служб*;ausländerbehörde",
    "it": "ufficio;impiegat*;funzionari*;jobcenter;sportello;comune;personale;questura;polizia;ausländerbehörde",
    "es": "oficina;funcionari*;jobcenter;ventanilla;ayuntamiento;emplead*;autoridad*;policía;ausländerbehörde",
    "fr": ("bureau;agent*;fonctionnaire*;jobcenter;guichet;mairie;administration;préfecture;employé*;police;ausländerbehörde"),
}
