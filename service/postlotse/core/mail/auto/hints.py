"""Weak signs of an automatic answer, by language: what notes say, and people too; they only let the model be heard.

How they are written: `auto.pattern`.
"""

from collections.abc import Mapping

#: Code → phrases (`sr` is made from `hr`).
HINTS: Mapping[str, str] = {
    "de": """
        ehrenamtlich~|freiwillige~|feierabend
        tage|wochen|zeit|länger|stunden … dauern|vergehen|brauchen|warten
        dauern|dauert|brauchen … tage|wochen|länger|zeit
        nummer|aktenzeichen|vorgang … erfasst|aufgenommen|geführt|registriert|angelegt
        postfach|mails|adresse|emails|nachrichten … gelöscht|ungelesen|abgeschaltet|gepflegt|eingestellt|niemand|stillgelegt
        liest|niemand|keiner … niemand|postfach|mails|liest|nachricht
        im ruhestand|mutterschutz|elternzeit|sabbatical|sabbatjahr|krankenstand|resturlaub|urlaub|pflegezeit
        mutterschutz|elternzeit|sabbatical|sabbatjahr|pflegezeit|urlaub|urlaubszeit|krank|kur|reha|lehrgang|fortbildung
        vertretung|nachfolge~|ersatz|stellvertretung|vertreter~
        vertritt|übernommen|übernimmt|kümmert|betreut
        stelle|arbeitsstelle|arbeitgeber|job gewechselt
        nicht mehr … zuständig|vorstand|dabei|erreichen|bei|aktiv|da
        neue~ mailadresse|emailadresse|adresse|mail|email|anschrift|kontaktadresse
        ab sofort
        bleibt|bleiben|sind|ist|machen|haben … zu
        niemand|keiner
        klein~ team|verein|büro
        kein~|wenig|schlecht~|kaum|null|sporadisch netz|online|internet|wlan|empfang|mails|computer
        offline|unterwegs|verreist|tournee|unerreichbar
        wieder ab|am|da|online|zurück|im|erreichbar|geöffnet|offen
        ab montag|dienstag|mittwoch|donnerstag|freitag|1|2|3|4|5|6|7|8|9|10|11|12|januar|februar|märz|april|mai|juni|
            juli|august|september|oktober|november|dezember … wieder
        freigabe|moderation|moderator~|freigeschaltet|freigegeben
        geschlossen|dicht|unbesetzt|ferienpause|sommerpause|winterpause|betriebsferien|schulferien|herbstferien|
            sommerferien|osterferien|weihnachtsferien|weihnachtspause
        verzögert~|verzögerung|eingeschränkt|langsamer|verkürzte|hochbetrieb
        viele|zahlreiche|großen|hohes zuschriften|anfragen|nachrichten|mails|andrang|aufkommen
        um|bitten|habt|haben … geduld|verständnis
        sporadisch|selten online|erreichbar
        uns schreiben|schreibt|schreibst|geschrieben
        ist … verstorben|gestorben
        melden|meldet uns|sich … bald|demnächst|ihnen|dir|euch
        deine|ihre|eure … nachricht|mail|email|anfrage
    """,
    "en": """
        waiting for approval|review
        small team
        get|got|have|received your|ve message|mail|email
        about a week|fortnight|month
        volunteers|volunteer
        up to … days|weeks
        allow|take|takes|taking … days|weeks|longer|while|hours
        leave|retired|sabbatical|maternity|paternity|parental|retirement|vacation|holiday|holidays
        taken|taking over
        looking after … while
        moved on|jobs
        new job|role|email|address|mail
        nobody|no one reads|checks
        deleted on|unread
        patchy|no|poor|limited|bad|little signal|internet|wifi|connection|reception
        off grid|line|work|sick
        travelling|traveling|offline|hiking|abroad
        back on|monday|tuesday|wednesday|thursday|friday|in|at|soon|next
        cover|covering|replacement|successor
        closed|shut|reopen|reopening
        delay|delayed|delays|slower|backlog|busy
        held|moderator|moderation|subscriber
        logged|registered|recorded|queue|reference
        stops|stopped working
        update your contacts|records|address
        instead|urgent
    """,
    "tr": """
        gönüllü~
        günü|haftayı|gün|zaman bulabilir|sürebilir|alabilir
        numara~ … kayded~|kayıt~|alın~
        yerime|vekil~|vekalet~|vekâlet~|yerine
        emekli~|ayrıldı~
        izinde~|izni~|iznim~|raporlu~|tatil~|seyahat~|yolculuk~
        yeni adres~|eposta|mail|iletişim
        adres~ … kullanmıyorum|kullanılmıyor|kapan~
        internet … çekmiyor|yok|zayıf|kötü
        bayram~ … kapalı~|nedeniyle|dolayısıyla
        kapalı~|kapalıyız
        okunmadan silin~
        silinmektedir|silinecek~|siliniyor
        dönünce|döndüğümde|dönüşte|dönüyorum|dönüş
        gecik~
        onay~ bekl~
        sıraya alın~
    """,
    "ar": """
        متطوعين|المتطوعين|متطوعون|متطوعات
        قد يستغرق|يتأخر|تتأخر|نتأخر
        تسجيل|تسجل … رقم|برقم
        تنوب|ينوب|يحل|تحل|بديل|بديلي|بديلتي|بدلا
        تقاعد~|استقال~|انتقلت
        إجازة|اجازة|إجازتي
        مسافر|مسافرة|سفر
        عنوان|عنواني|العنوان|بريد|بريدي|البريد الجديد|جديد
        الإنترنت|إنترنت|النت|الشبكة ضعيف|ضعيفة|سيئ
        مغلق|مغلقة|سيغلق|يغلق|عطلة|نعود|سنعود
        تحذف|تقرأ|يقرأ
        بعد عودتي|عودتنا|العيد|العطلة
        الصبر|صبركم|تفهمكم
        موافقة|مراجعة المشرف|الإدارة
    """,
    "fa": """
        داوطلب~
        طول … بکشد|می
        شماره|کد … ثبت
        ثبت شد~
        جانشین~|جایگزین~|به|جای من
        بازنشست~
        مرخصی|سفرم|سفر|مسافرت
        ایمیل|آدرس|نشانی جدید~
        اینترنت … ندارم|ضعیف|نیست
        تعطیل~|بسته
        خوانده نمی
        پس|بعد از بازگشت|تعطیلات|برگشت
        شکیبایی|صبوری|صبر
    """,
    "ku": """
        dilxwaz~
        deh|roj|rojan|demek … bikişîne|dikişe|bigire|digire
        betlane~|destûr~|îzin~|nexweş~
        di şûna|li şûna min
        girtî|girtiye
        navnîşana nû
        hejmara
        teqawid~|xanenişîn~
        înternet
        vedigerim|vegerim|vegera
        nayên xwendin
    """,
    "ckb": """
        خۆبەخش~
        بخایەنێت|بخایەنێ|دەخایەنێت
        مۆڵەت~|پشوو~
        جیاتی|لەجیاتی|شوێنی من
        داخراو~|دادەخرێت
        ناونیشانی|ئیمەیڵی نوێ~
        ژمارە~
        خانەنشین~
        ئینتەرنێت
        دەگەڕێمەوە|گەڕانەوە~
        ناخوێنرێتەوە
    """,
    "ru": """
        волонт~|добровол~
        ответ … занять|прийти|задерж~
        дней|недел~|недели|времени ответ~
        номер~ … зарегистр~|присво~
        зарегистрирован~|регистр~
        вместо меня
        замеща~|заменя~|преемни~|заместит~
        декрет~|отпуск~|больничн~|командировк~|пенси~
        ушел|ушла|уволил~|перешел|перешла|покинул~
        нов~ адрес~|почт~|ящик~
        интернет~|связи|связь|сети … нет|почти|плох~|нестабильн~
        нет|почти|плох~|без интернет~|связи|связь|сети|почти
        не работа~|работаем|проверя~|чита~
        закрыт~|закрыва~|выходн~|каникул~|праздник~|праздничн~
        вернусь|вернемся|возвраща~|вернуться
        удаля~|непрочитан~
        модератор~|модерац~
        терпени~|понимани~
        сейчас много
    """,
    "uk": """
        волонтер~|добровол~
        відповідь … зайняти|затрим~|забрати|надійти
        дні|днів|тижн~|часу … відпов~
        зареєстр~|реєстр~
        замість мене
        заміна|заміща~|заступник~|наступни~|підміня~
        декрет~|відпуст~|лікарнян~|відрядженн~|пенсі~
        пішла|пішов|звільнил~|перейшл~|перейшов
        нов~ адрес~|пошт~|скриньк~
        інтернет~|звязку|зв … нема~|немає|поган~
        нема|немає|майже|без інтернет~|звязку|зв|мережі
        не працює|працюємо|перевіря~|чита~
        зачинено|закрит~|вихідн~|канікул~|свята|свят
        повернусь|повернуся|повернемось|повернемося
        видаля~|непрочитан~
        модератор~
        терпінн~|розумінн~
        не … частина|працюю
    """,
    "bg": """
        доброволц~
        отговор~ … забав~|отнеме|дни
        заведен~|регистрир~|входящ|входиран~
        автоматично
        на мое|моето място
        мястото ми
        замест~
        майчинств~|отпуск~|болничн~|командировк~|пенси~
        напусн~|вече не
        нов~ адрес~|имейл~|поща
        интернет~|обхват
        няма|не да работи|работи|работим|чете|четат
        затворен~|почивн~|празниц~|ваканц~
        връщам|завърн~|върна
        изтрив~|непрочетен~
        търпени~|разбиран~
    """,
    "ro": """
        voluntari|voluntare|voluntar
        poate|pot dura|întârzia
        răspuns … zile|săptămâni|întârz~
        numărul|numarul
        înlocuitor~|înlocui~|locul meu|succesor~
        concediu|maternitate|pensie|pensionat~|deplasare
        nu mai lucr~|fac
        plecat|plecată din|de
        adresă|adresa|email|mail nou~|noua
        internet|semnal
        închis~|inchis~|vacanță|sărbători~
        revenim|revin|întorc
        răbdare|răbdarea|înțelegere
        șters~|necitit~
        moderator~
    """,
    "pl": """
        wolontari~|społecznie
        odpowied~ … potrwać|czekać|poczekać|dni|zająć
        dni|tygodni … odpowied~
        numer~ … zarejestrowan~|nadan~|przyjęt~
        zastęp~|zastąp~|następc~|przejął|przejęła|przejęli
        macierzyńsk~|urlop~|zwolnieni~|delegacj~|emerytur~|wychowawcz~
        odszedłem|odeszłam|nie pracuję
        nowy|nowego|nowym|zmiana|zmieniłam|zmieniłem adres~|mail|mailem
        bez|brak|słaby|nie zasięgu|internetu|zasięg|mam
        nieczynn~|zamknięt~|przerwa|przerw~|ferie|ferii
        wracam|wrócę|odpiszę|wracamy|wrócimy|powrot~
        kasowan~|usuwan~|nieprzeczytan~|czytania|nieobsługiwan~
        moderator~|moderac~
        cierpliwo~|wyrozumiało~
    """,
    "hr": """
        volonter~
        odgovor … potrajati|dana|kasniti|kasni|traje
        brojem|broj … zaveden~|evidentiran~|zaprimljen~
        zaveden~|evidentiran~|zaprimljen~
        mijenja|menja|zamjenjuje|zamenjuje me
        zamjen~|zamena|zameni~|nasljedni~|umjesto|umesto
        porodiljn~|odmor~|bolovanj~|mirovin~|penziji|penzij~
        nisam|nije|ne zaposlen~|radim
        moje mjesto|mesto
        nova|novu adresa|adresu|mail
        bez|nemam interneta|signala|internet|internet~
        ne radi|radimo|čitam
        zatvoren~|praznik~|blagdan~|raspust~
        vraćam|vratim|povratka|vraćamo
        strpljenj~|razumijevanj~|razumevanj~
        brišu|brisan~|nepročitan~
    """,
    "fr": """
        bénévoles|bénévole
        dizaine|quinzaine de jours
        réponse … jours|semaines|tarder|attendre
        numéro … enregistr~
        porte le numéro
        remplaç~|remplace|successeur|succède
        congé|congés|maternité|paternité|sabbatique|retraite|arrêt|vacances
        quitté|parti|partie
        désormais
        nouvelle adresse|adresse mail
        nouveau mail|courriel
        sans|pas|peu|mauvais réseau|internet|connexion|wifi
        fermé|fermée|fermés|fermées|fermeture|fermeront|réouverture
        rentrant|rentre|reviens|revenons|retour
        supprimés|supprimé|lus|lue|relevée
        modérateur|modération
        patience|compréhension
    """,
    "es": """
        voluntarias|voluntarios|voluntaria|voluntario
        tardar … días|semanas
        demora|demorar|retraso
        número … registrad~
        sustituye|sustituyen|reemplaza|sustituta|sustituto|suplente
        baja|maternidad|paternidad|jubilad~|vacaciones|permiso|excedencia
        ya no trabajo
        nueva dirección|cuenta
        nuevo correo
        sin|poca|mala cobertura|internet|conexión|red
        cerrad~|cierra|cierre|festivos|fiestas
        volvemos|vuelvo|vuelta|regreso
        borran|eliminan|leído|leer
        moderador|moderación
        paciencia|comprensión
    """,
    "it": """
        volontari|volontarie|volontario
        risposta … giorni|settimane|richiedere|tardare
        decina di giorni
        numero … registrat~
        sostituisce|sostituta|sostituto|sostituirà
        maternità|paternità|ferie|malattia|pensione|aspettativa|congedo|vacanza
        lavoro più
        nuovo|nuova indirizzo|mail|email|casella
        senza|poca rete|internet|connessione
        chius~|chiusura|riapre|riapriamo|festività
        torno|torniamo|rientro|ritorno
        cancellat~|cancellate|letta|lette
        moderatore|moderazione
        pazienza|comprensione
    """,
    "pt": """
        voluntários|voluntárias
        resposta … demorar|dias|semanas|tardar
        substitui|substituta|substituto
        licença|maternidade|férias|baixa|reforma|aposentad~
        já não trabalho
        novo|nova endereço|email|morada|mail
        sem|pouca rede|internet
        encerrad~|fechad~
        regresso|volto|voltamos
        número … registad~
    """,
    "nl": """
        vrijwilligers|vrijwilliger
        antwoord … duren|dagen|weken
        vervanger|vervangster|vervangt|opvolger
        verlof|zwangerschapsverlof|ouderschapsverlof|vakantie|pensioen|ziek
        niet meer … werkzaam|in dienst
        nieuw~ adres|mailadres|emailadres
        geen|slecht bereik|internet
        gesloten|dicht
        terug
        nummer … geregistreerd
        geregistreerd
    """,
    "cs": """
        dobrovoln~
        odpověď … trvat|dní|zdržet
        zastupuje|zástup~
        dovolen~|mateřsk~|rodičovsk~|nemocensk~|důchod~
        nová adresa|adresu
        zavřen~|uzavřen~
        číslem|zaevidován~|evidován~
        zpět|vrátím|vracím|dispozici
    """,
    "el": """
        εθελοντές|εθελοντριες
        απάντηση … καθυστερήσει|μέρες|ημέρες
        αντικαθιστά|αντικαταστάτης|αντικαταστάτρια
        άδεια|λοχείας|μητρότητας|σύνταξη|διακοπές
        νέα διεύθυνση
        κλειστό|κλειστά|κλειστή|κλειστός
        επιστρέφω|επιστροφή|επιστρέψω
        καταχωρήθηκε|καταχωρίστηκε|πρωτόκολλο
    """,
    "hu": """
        önkéntes~
        válasz~ … nap~|hét|tovább|várni
        helyettes~
        szabadság~|gyes~|szülési|nyugdíj~|betegállomány~
        új email~|cím~
        zárva
        iktat~|számon|rögzít~
        visszatér~|visszajöv~
    """,
    "sq": """
        punoj më
        nuk lexo~
        vullnetarë|vullnetare
        përgjigj~ … zgjasë|ditë|vonohet
        zëvendës~|zëvendëson
        leje|lindje~|pushim~|pension~
        adresa|adresë ime|e|re
        mbyllur
        regjistr~
        kthehem|kthim~
    """,
    "so": """
        mutadawac~
        jawaab~ … maalmood|qaadan
        beddelka|bedelka|booskayga
        fasax~|umulo~
        cinwaan~ cusub
        xiran~|xidhan~
        lambar~
        soo laabanayaa|noqonayaa|laabto
    """,
    "ti": """
        ወለንተኛ~
        መልሲ … መዓልቲ|ይወስድ
        ኣብ ዕረፍቲ
        ዕረፍቲ|ወሊድ
        ዕጹው|ዕጽው|ተዓጽዩ
        ሓድሽ ኣድራሻ
        ቁጽሪ
        ክምለስ
        ክንድየይ|ኣብ|ክንዲ ቦታይ
    """,
}
