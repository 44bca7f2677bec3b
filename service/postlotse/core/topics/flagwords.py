"""Words by which flags are recognised, per language; phrases part at `;`, `*` stands for any letters (`core.topics.fold`).

Data only.  `hr` holds Croatian, Serbian and Bosnian, Latin script first.  Our own lists: extend them freely.
"""

#: Asks for something …
APPLYING = {
    "de": (
        "beantrage;beantragen;beantragt hiermit;antrag auf;antrag stellen;antrag zu stellen;stelle antrag;stelle ich;"
        "stelle hiermit;stellen wir;bitte um bewilligung;bitte um gewährung;bitte um übernahme;kostenübernahme;"
        "um auszahlung;formlosen antrag;formloser antrag;neuantrag;weiterbewilligung*;weiterbewilligungsantrag;"
        "mein antrag;meinen antrag;anspruch geltend;beantrag;möchte beantragen;will beantragen;antragen;antrag machen;"
        "brauche ich;brauchen wir geld;ich brauche;als antrag;gilt als antrag;bekommen kann;antrag gestellt haben;"
        "rückwirkend;hiermit antrag;ein antrag sein;den antrag;beantragt wird;als antrag nehmen;bitte als antrag;formlos;"
        "brauche sozialhilfe;wie bekomme ich;kann ich bekommen;zu beantragen;hilfe bekommen;als antrag werten;"
        "antrag werten;unterschreiben"
    ),
    "en": (
        "hereby apply;apply for;applying for;application for;i want to apply;like to apply;wish to apply;i request;"
        "we request;please grant;claim;my application;please treat this;take this as;consider this;as my application;"
        "how do i apply;register my claim;my claim"
    ),
    "tr": (
        "başvuru*;başvurmak*;başvuruyor*;talep ediyor*;talep etmek*;dilekçe*;müracaat*;almak istiyor*;başvurumdur;"
        "başvurum sayılsın"
    ),
    "uk": (
        "прошу надати;прошу призначити;заява;заяву;подаю;подати;хочу подати;прошу прийняти;звертаюся з проханням;"
        "хочу оформити;оформити;прошу виплат*;заявою;прошу вважати;хочу отримати;отримувати допомогу;прошу зарахувати;"
        "оформіть"
    ),
    "ar": (
        "أطلب;نطلب;أتقدم بطلب;تقديم طلب;أقدم طلب;أريد تقديم;طلب;بطلب;أرغب في الحصول;اطلب;بدي قدم;أود التقديم;أقدم على;"
        "أقدم;التقديم على;biddi 2addem;bedi 2addem;eaddem talab;talab rasmi;أرجو اعتبار;اعتبار رسالتي;طلبا"
    ),
    "ru": (
        "прошу предоставить;прошу назначить;заявление;подаю;подать;хочу подать;прошу принять;хочу оформить;оформить;"
        "прошу выплат*;прошу оказать;заявлением;прошу считать;хочу получить;оформите;выплачивать мне"
    ),
    "fa": (
        "درخواست;تقاضا;متقاضی;می خواهم درخواست;تقاضای;درخواست می کنم;درخواست میکنم;ثبت کنید;تقاضا دارم;بنویسید;"
        "ثبت نام کنید برای"
    ),
    "ro": (
        "solicit;solicităm;cerere;cererea;depun;să depun;doresc să solicit;aș dori să solicit;vreau să cer;cer;aplic;"
        "să aplic;prin prezenta"
    ),
    "bg": (
        "кандидатствам*;заявление;подавам;да подам;моля да ми;искам да подам;молба;молбата;заявявам;искам да получ*;"
        "да кандидатствам;като заявление;молба за"
    ),
    "pl": (
        "wnioskuję;wniosek;wnioskujemy;składam;złożyć;chcę złożyć;ubiegam;ubiegać;proszę o przyznanie;proszę o wypłat*;"
        "zwracam się z prośbą;podanie;jako wniosek;złożyć wniosek;przyznanie;zwracam się o"
    ),
    "hr": (
        "podnosim;zahtjev;zahtev;molim da mi;tražim;želim podnijeti;želim da podnesem;predajem;podnijeti;molba;"
        "prijavljujem;захтев;подносим;predati molbu;molbu;predati zahtjev"
    ),
    "it": (
        "chiedo;chiediamo;richiedo;richiesta;domanda;fare domanda;presento;presentare;richiedere;faccio domanda;"
        "con la presente;presentare richiesta;chiedo l;spettano"
    ),
    "es": (
        "solicito;solicitamos;solicitar;solicitud;presento;pido;quiero pedir;quiero solicitar;pedir;por la presente;"
        "solicitarlo;cómo lo pido;necesito el"
    ),
    "fr": (
        "je demande;nous demandons;demande de;demander;je sollicite;faire une demande;ma demande;je dépose;"
        "présente demande;solliciter;voudrais demander;solliciter une aide;à compter de ce jour"
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
        "kita gebühren;schulbedarf;unterkunftskosten;kosten der unterkunft;haushaltshilfe;landesblindengeld;"
        "erstausstattung;kaution;nachzahlung;aufstocken;witwenrente;ungedeckten kosten;unterstützung zum leben;"
        "hilfe zum leben;hilfe vom amt;hilfe vom staat;hilfe vom jobcenter;arbeitslosen geld;wohn geld;kinder geld;"
        "bürger geld;leistungen vom jobcenter;leistungen für bildung;stromschulden;blindenhilfe;witwengeld;pflege geld;"
        "übernahme der miete;übernahme der kaution;leistungen zum lebensunterhalt"
    ),
    "en": (
        "social assistance;housing benefit*;child benefit*;unemployment benefit*;welfare;social benefit*;"
        "parental allowance;income support;citizens benefit;basic income support;care allowance;rent support;"
        "help to live;help with the rent;unemployment money;benefit money"
    ),
    "tr": (
        "sosyal yardım*;kira yardım*;çocuk paras*;işsizlik para*;işsizlik maaş*;sosyal destek*;bakım paras*;"
        "yardım paras*;para yardım*;geçim yardım*;kira desteği"
    ),
    "uk": (
        "соціальн* допомог*;допомог* на дитину;допомог* на дітей;виплат* на дитину;виплат* на дітей;дитячі виплати;"
        "виплат*;допомог* по безробіттю;житлову допомогу;допомог* на житло;соцдопомог*;соціальну допомогу;"
        "соціальної допомоги;допомогу на дітей;допомог* від держави"
    ),
    "ar": (
        "المساعدة الاجتماعية;مساعدة اجتماعية;مساعدة السكن;بدل السكن;إعانة;إعانات;المساعدات;مخصصات الأطفال;معونة;"
        "كيندرغيلد;بدل الأطفال;بدل سكن;إعانة السكن;إعانة البطالة;المساعدات الاجتماعية;المساعدة المالية للأسرة"
    ),
    "ru": (
        "социальн* помощ*;пособи*;выплат*;жилищн* пособи*;соцпомощ*;социальн* выплат*;материальн* помощ*;"
        "помощь по безработице;социальную помощь;помощи на жилье;пособие на детей"
    ),
    "fa": "کمک اجتماعی;کمک هزینه;بیمه بیکاری;کمک هزینه مسکن;پول بچه;کمک هزینه کودک;سوسیال;کمک معیشت;حقوق بیکاری",
    "ro": (
        "ajutor social*;ajutorul social;alocați*;alocația;ajutor pentru chirie;ajutor de șomaj;indemnizați*;prestați*;"
        "ajutorul de stat;ajutor de la stat"
    ),
    "bg": (
        "социална помощ;социални помощи;помощи;детски;детските надбавки;надбавки;помощ за наем;обезщетение*;"
        "помощ за безработица;социално подпомагане;помощ за деца"
    ),
    "pl": (
        "zasiłek;zasiłku;zasiłki;zasiłk*;świadczeni*;pomoc społeczn*;pomocy społeczn*;dodatek mieszkaniowy;"
        "dodatku mieszkaniow*;zasiłku mieszkaniow*"
    ),
    "hr": (
        "socijaln* pomoć;socijaln* pomoći;socijaln* naknad*;dječji doplatak;dečji dodatak;doplatak;naknad*;novčan* pomoć;"
        "socijaln* primanj*;pomoć za stan;dječiji dodatak;novčanu pomoć"
    ),
    "it": (
        "sussidio*;sussidi;assegni familiari;assegno familiare;assistenza sociale;aiuto sociale;indennità;disoccupazione;"
        "sussidio sociale;aiuto per l affitto;assegno per i figli;assegno unico;assegni"
    ),
    "es": (
        "ayuda social;ayudas sociales;prestación*;prestaciones;subsidio*;ayuda para el alquiler;ayuda por hijo*;"
        "ayuda de vivienda;prestación social"
    ),
    "fr": (
        "aide sociale;aides sociales;allocation*;allocations;aide au logement;prestation*;indemnité*;aide pour le loyer;"
        "aide au loyer"
    ),
}
#: Speaks of the writer's own money, with a benefit …
OWN_MONEY = {
    "de": (
        "miete;rente;kein einkommen;ohne einkommen;einkommen;verdiene;gehalt;lohn;arbeitslos;kein geld;arbeit verloren;"
        "konto leer;konto ist leer;ab diesem monat;monatlich"
    ),
    "en": "rent;income;salary;earn;unemployed;lost my job;no money;savings;pension",
    "tr": "kira*;gelir*;maaş*;işsiz*;param yok;para yok;emekli*",
    "uk": "зарплат*;дохо*;пенсі*;оренд*;без роботи;грошей;квартплат*",
    "ar": "دخل;راتب*;إيجار;عمل;مال;تقاعد",
    "ru": "зарплат*;доход*;пенси*;аренд*;без работы;денег;квартплат*",
    "fa": "حقوق*;اجاره*;درآمد*;بیکار*;پول ندار*",
    "ro": "chiri*;venit*;salari*;șomer*;bani;pensi*",
    "bg": "наем*;доход*;заплат*;без работа;пари;пенси*",
    "pl": "czynsz*;zarabiam;dochod*;pensj*;bez pracy;pieniędzy;emerytur*",
    "hr": "plat*;prihod*;stanarin*;bez posla;novca;penzij*;mirovin*",
    "it": "affitto;stipendio;reddito;pensione;senza lavoro;soldi",
    "es": "alquiler;sueldo;ingresos;pensión;sin trabajo;dinero",
    "fr": "loyer;salaire;revenu*;retraite;sans emploi;argent",
}
#: … and not of advice, lectures or a decision that came.
BENEFIT_AS_SUBJECT = {
    "de": (
        "verein*;beratung;sprechstunde;mitglieder;vortrag;flyer;schülerzeitung;zurückzahlen;zurück;nachweis;bescheid;"
        "gekürzt;bekomme wohngeld;bekomme bürgergeld;seminar*;schulung*;mahnung;widerspruch;wbs;wohnungssuche"
    ),
    "en": "association;members;advice;volunteers;flyer;appeal;repay",
    "tr": "dernek*;üyele*;seminer*;itiraz*",
    "uk": "товариств*;об'єднан*;член*;лекці*;повернути;оскарж*",
    "ar": "جمعي*;أعضاء;محاضرة;اعتراض",
    "ru": "объединени*;обществ*;член*;лекци*;вернуть;обжалов*",
    "fa": "انجمن;اعضا;سخنرانی;اعتراض",
    "ro": "asociați*;membri*;contestați*",
    "bg": "сдружени*;член*;лекция;обжалв*",
    "pl": "stowarzyszeni*;członk*;wykład;odwołani*",
    "hr": "udrug*;udruž*;član*;žalb*",
    "it": "associazion*;soci;ricorso",
    "es": "asociación;socios;recurso",
    "fr": "association;membres;recours",
}
