"""Further signs that a person wrote, by language: answers to something definite, counts of people, thanks for a deed, orders.

The first signs stand with the phrases of each language (`phrases`); these are what a note of absence never says.
How they are written: `auto.pattern`.
"""

from collections.abc import Mapping

#: Code → phrases (`sr` is made from `hr`).
PERSONS: Mapping[str, str] = {
    "de": """
        ^ ok|okay|ja|super|prima|alles
        falsch|verkehrt geschrieben|eingetragen|notiert
        trifft sich|es gut
        sowieso|ohnehin|eigentlich
        sie|du|ihr [mir|uns] geschrieben|gesagt|geschickt|genannt|versprochen haben|hast|habt
        nimmt|hebt|geht niemand|keiner ab|ran
        ich|wir bekomme|bekommen|kriege|kriegen
        die|den|das|eine|unsere|meine abrechnung|liste|rechnung|quittung|belege|teilnehmerliste|vertrag|plakate|flyer|stühle|
            getränke|schlüssel|verträge
        deshalb|darum|daher|also … müssen|muss|fällt|habe|haben|wäre|kann ich|brauche|suche|leite|absagen
        aber … ich|wir|trotzdem|meine|mein|kann|kommt
        konnte|kann|ließ|lässt nicht|sich [nicht] geöffnet|öffnen
        die kinder|leute|frauen|jugendlichen|jungs|mädchen
        alles klar
        verstanden|ok|okay danke
        leite|mache jetzt ich|wir
        klingeln|hausnummer
        wir treffen|kommen|spielen|proben|feiern|kochen|fahren
        hat sich erledigt
        fällt|fallen … aus
        absagen|abgesagt|verschieben|verschoben
        guten|schönen|erholsam~ urlaub|erholung
        ich verstehe|weiß|weiss|begreife|höre
        antrag gestellt|abgegeben
        ich bin ein echter|mensch
        uns unmittelbar|direkt
        warte ich|wir
        ich|wir warte|warten
        melde|melden ich|wir mich|uns … am|nochmal|nochmals|wieder|morgen|nächste|danach
        rufe|rufen ich|wir
        passt|passen|geht|ginge … mir|uns|bei|nicht|gut|nur|leider|allen
        reicht mir|uns|es
        mir|uns reicht|fehlt|fehlen|wurde|wurden
        wir|sind|es sind|werden|kommen … personen|leute|frauen|kinder|menschen|erwachsene|teilnehmer|teilnehmerinnen|zu
        es|noch fehlt|fehlen
        fehlt|fehlen noch|nur
        danke|dank|bedanken|bedanke … hilfe|unterstützung|zeit|mühe|einsatz|jahre|zusammenarbeit|antwort|einladung|
            rückmeldung|zusage|vertrauen|angebot|gespräch|telefonat|tipp|hinweis|info|tolle|schöne
        nur zur info|kenntnis|information
        zur kenntnis
        bringe|bringen|bringt … mit|vorbei
        tragen|ändern|löschen|korrigieren|streichen|nehmen|setzen|schicken|hängen|schreiben sie mich|uns|meine|unsere|die|das|
            den|bitte|gern
        bitte … ändern|eintragen|austragen|löschen|zuschicken|zusenden|weiterleiten|korrigieren|aktualisieren
        würde|würden … gern|gerne
        freue|freuen mich|uns … auf|über|dass
        ich|wir … sage|sagen … zu|ab
        ich|wir schaffe|schaffen
        schaut|schauen sie
        schöne|schönes ferien|wochenende|feierabend … ihnen
        bis zum|nächsten mal|dienstag|mittwoch|donnerstag|freitag|treffen $
        ich schicke|sende|bringe|hole|schreibe|rufe|frage|bestelle|beantrage|verlange|kündige
        habe|haben ich|wir … geschickt|gesendet|geschrieben|bezahlt|verstanden|versucht|gelesen|verpasst|unterschrieben
        ich|wir habe|haben|hab … geschickt|gesendet|geschrieben|bezahlt|verstanden|versucht|gelesen|verpasst|unterschrieben|
            angerufen
        bei mir|uns kommt|kam|funktioniert|geht|ist
        ^ wem|wen|wer|wo|wohin|woher|welche|welcher|welches|wann
    """,
    "en": """
        ^ ok|okay|yes|great|perfect
        wrong|misspelt|misspelled
        please … change|correct|remove|update|delete
        but|so … would|can|still|my|she|he|they
        would be better|great|fine|good
        ok|okay|understood|thanks thanks|for letting
        enjoy
        can still
        instead of
        i don|do not|t understand|know
        i am|m a real person|human
        i ll|will wait|call|bring|send|come|try|ring|phone|drop
        we ll|will|are bring|come|send|be|wait|call
        there are|will … of us
        we are … people|women|men|children|kids|adults|persons
        people|children|adults $
        suits|works for|fine
        works|fine|good|great for|with me|us|both
        is|are missing
        thank|thanks … help|support|time|years|quick|kind|effort|invitation|offer|advice|info
        wanted|want to thank|say|let
        just so|for you|your|information know
        happy to
        looking forward
        i|we tried|paid|sent|wrote|called|asked|signed|missed|filled
        i|we have|ve paid|sent|tried|written|called|asked|signed|missed|filled
        please use … from
        i d like
        no|not|nothing hurry|rush|since
    """,
    "tr": """
        ^ tamam|ok|peki|evet
        yanlış|hatalı|düzeltin|düzeltir|değiştirin|değiştirir|silin|siler
        ama|ancak … getirecek|gelirim|gelebilir~|gelecek|kızım|oğlum|eşim|ben|biz
        tamam
        iyi tatiller|dinlenmeler|yolculuklar
        görüşürüz|görüşmek
        anladım
        ektedir|ektedirler|ekliyorum
        anlamıyorum|bilmiyorum
        istediğiniz|sorduğunuz
        bekliyorum|bekleyeceğim|beklerim|bekleriz
        bana|bize|benim|bizim … uyar|uygun~|olur|yeter
        kişi~ olacağız|geleceğiz|geliyoruz|katılacağız
        kişiyiz
        eksik~
        getiririm|getireceğim|getiriyorum|gönderirim|gönderiyorum|yolluyorum|ararım
        desteğiniz|yardımınız|emeğiniz|ilginiz|sabrınız … teşekkür~
        kutlarız|kutlarım
        yazdım|aradım|gönderdim|ödedim|yolladım
        bilginize|bilgilerinize
        konuşuruz
    """,
    "ar": """
        ^ تمام|حسنا|نعم|اوكي
        خطأ|غلط|صححوا|تصحيح|تعديل|عدلوا|غيروا|تغيير
        لكن … سيأتي|ستأتي|زوجي|ابني|ابنتي|يمكنني|أستطيع|سأحضر
        لذلك|لذا … سيأتي|أرسل|نطلب|أحضر
        لا أفهم|أعرف
        ساعدوني|ساعدونا
        سأنتظر|أنتظر|سننتظر
        يناسبني|يناسبنا|مناسب
        سنكون|سنأتي|سنحضر|سأحضر|سيحضر|سأجلب|سأرسل|أحضر
        تنقص|ينقص|ناقصة
        عددنا|شخصا|أشخاص|طفلا|أطفال
        شكرا … مساعدتكم|دعمكم|وقتكم|جهودكم|تعاونكم|سرعة
        أرسلت|كتبت|اتصلت|دفعت|راجعت
        للعلم|للإحاطة
    """,
    "fa": """
        ^ باشه|اوکی|بله|خوب
        غلط|اشتباه|اصلاح
        ولی|اما … می|من|همسرم|پسرم|دخترم
        باشه|چشم
        نمی فهمم|دانم
        کمکم|کمک کنید
        صبر|منتظر می|هستم|میکنم|میمانم
        برای|به من … مناسب|خوب
        نفر هستیم|میاییم|می
        ما … نفر
        می آییم|آیم|آورم|آوریم|فرستم
        از|بابت کمک|حمایت|همکاری|زحمات|وقت … ممنون|تشکر|سپاسگزارم
        نوشتم|فرستادم|زدم|پرداخت|گرفتم
        کم|ناقص است|دارد
        جهت|برای اطلاع
        عجله
    """,
    "ku": """
        li benda … me|bim|in
        ji bo min|me … baş|guncaw
        em … kes in|ne
        dişînim|tînim|têm
        ji bo alîkariya|piştgiriya
        dixwazim|lê digerin|digerim
        min şand|nivîsand
    """,
    "ckb": """
        چاوەڕێ دەکەم|دەکەین
        بۆ من|ئێمە … باشە|گونجاوە
        کەسین
        دەنێرم|دێم|دەهێنم
        دەمەوێت|دەمانەوێت
    """,
    "ru": """
        ^ ок|хорошо|да|ладно|отлично
        неправильно|неверно|опечатка|исправьте|измените|поменяйте|удалите|вычеркните
        поэтому|но|зато … я|мы|муж|муж~|жена|дочь|сын|принес~|могу|смогу
        понятно|ясно|понял|поняла
        хорошего|хороших отпуска|отдыха|выходных
        не понимаю|знаю
        помогите
        подожду|подождем|буду ждать
        мне|нам … удобно|подходит|удобен|подойдет
        нас будет|человек|двое|трое
        человек|детей|взрослых $
        принесу|принесем|привезу|пришлю|придем|приду|позвоню|перезвоню|отправлю|заеду|напишу
        не хватает
        спасибо … помощь|поддержку|время|заботу|приглашение|ответ|каждый
        я|мы писал~|звонил~|отправил~|заплатил~|отправля~
        для сведения|информации
        исправьте|удалите|запишите|пришлите|измените
        хорошо
        пишу|звоню … уже|раз|вам
    """,
    "uk": """
        ^ ок|добре|так|гаразд|чудово
        неправильно|невірно|виправте|змініть|видаліть|викресліть
        тому|але|зате … я|ми|чоловік|дружина|донька|син|принес~|можу|зможу
        зрозуміло|зрозуміла|зрозумів
        гарної|гарного відпустки|відпочинку
        не розумію|знаю
        допоможіть
        почекаю|почекаємо|чекатиму
        мені|нам … зручно|підходить|зручний
        нас буде|осіб|двоє|троє
        принесу|принесемо|привезу|надішлю|прийду|прийдемо|зателефоную|напишу
        не вистачає
        дякую|дякуємо … допомогу|підтримку|час|турботу|запрошення|відповідь
        я|ми писа~|дзвони~|надісла~|заплати~
        до відома
        виправте|видаліть|запишіть|надішліть|змініть
        добре
    """,
    "bg": """
        ^ ок|добре|да
        грешно|сгрешено|поправете|променете|изтрийте|сменете
        но … мога|можем|ще дойде|мъжът|донесе
        добре|разбирам
        приятна|хубава почивка|отпуска
        имам срок
        не разбирам|знам
        помогнете|помогни
        ще изчакам|почакам|изчакаме|чакам|донеса|донесем|дойда|дойдем|изпратя|звънна|бъдем
        удобно|устройва
        мен|нас ми е
        благодар~ … помощта|подкрепата|времето|отзивчивостта|години
        писах|пратих|платих|звънях|пиша
        липсва|липсват
        за сведение
        поправете|изтрийте|запишете
    """,
    "ro": """
        ^ ok|bine|da
        greșit|gresit|corectați|modificați|schimbați|ștergeți|corectati|schimbati
        dar … pot|putem|vine|soțul|fiica|aduce
        bine|înțeleg am|aștept|mulțumesc
        concediu plăcut
        ca|drept cerere
        considerați|considerati
        nu înțeleg|știu
        vă rog … ajut~|considerați|trimiteți|spuneți
        aștept|așteptăm|astept
        îmi|imi|ne convine|convin
        venim|vin|vom fi|veni
        persoane
        aduc|aducem|trimit|trimitem|sun
        lipsește|lipsesc|lipseste
        mulțumesc|mulțumim … ajutor|sprijin|timp|toate|invitație|răspuns
        am trimis|scris|sunat|plătit
        spre știință
        ștergeți|corectați|adăugați|modificați
    """,
    "pl": """
        ^ ok|dobrze|tak
        błąd|błędnie|źle
        proszę|prosimy … zmienić|poprawić|skreślić|usunąć|zaktualizować|dopisać
        ale … mogę|możemy|przyjdzie|przyniesie|mąż|córka|syn
        rozumiem|dobrze|jasne
        miłego|udanego urlopu
        nie rozumiem|wiem
        poczekam|poczekamy|zaczekam
        mi|mnie|nam … pasuje|odpowiada|pasują
        pasuje|odpowiada mi|nam
        będzie nas
        nas będzie
        przyjdziemy|przyjdę|przyniosę|przyniesiemy|prześlę|wyślę|zadzwonię|dowiozę
        brakuje
        dziękuję|dziękujemy … pomoc|wsparcie|czas|zaproszenie|odpowiedź|trud
        wysłałem|wysłałam|napisałem|napisałam|dzwoniłem|dzwoniłam|zapłaciłem|zapłaciłam|dostałem|dostałam
        do wiadomości
        poprawcie|usuńcie|dopiszcie
    """,
    "hr": """
        ^ ok|da|može
        pogrešno|krivo|greška
        molim|molimo … promijenite|ispravite|izbrišite|promenite
        ali … mogu|možemo|doći|muž|kći|sin|donijet
        u redu
        ugodan|lijep|lep odmor
        razumijem|razumem
        htjele|htjeli|željeli|željele|hteli|htele|voleli bismo
        ne razumijem|razumem|znam
        molim|molimo … produženje|pomoć|savjet|da
        pričekat|sačekat|sačekaću|pričekaću|čekam|čekat
        meni|nama|mi … odgovara|paše
        bit|biće će|nas
        dolazimo|dolazim|donosim|donosimo|donijet|poslat|poslaću|šaljem|zovem|nazvat
        nedostaje|fali
        hvala … pomoći|pomoć|podršci|podršku|vremenu|trud|pozivu|poziv
        poslao|poslala|pisao|pisala|platio|platila|zvao|zvala|dobila|dobio|pišem
        na znanje
        ispravite|obrišite|dodajte
    """,
    "fr": """
        ^ ok|oui|parfait
        faux|mal orthographié
        merci|veuillez|pouvez … corriger|modifier|changer|supprimer
        mais … viendra|peux|pouvons|reste|viendrai|passe
        d accord|entendu
        bonnes vacances
        juste pour vous|te
        merci de l|les effacer|corriger
        je|j n … jamais|pas consenti|compris|reçu
        j attends|attendrai
        me|nous convient|conviendrait|conviennent|va
        nous|serons … personnes|enfants|adultes
        j|je|l apporte|apporterai|envoie|viendrai|viens|appellerai
        il manque
        merci|remercier|remercie … aide|soutien|écoute|temps|invitation|réponse|années
        j ai|avons envoyé|écrit|payé|appelé|essayé|signé
        pour information|info
        corrigez|supprimez|ajoutez|inscrivez
    """,
    "es": """
        ^ ok|vale|claro
        mal escrito|equivocado
        por favor … corrijan|cambien|borren|modifiquen|corregir|cambiar
        pero … vendrá|puedo|podemos|iré|llevará
        de acuerdo|vale
        buenas|felices vacaciones
        no entiendo|sé|comprendo
        espero a|que
        me|nos viene|va|conviene|vale bien
        iremos|seremos|vendremos|llevaremos|llevaré|enviaré|mandaré|llamaré
        somos … personas|niños
        falta|faltan
        gracias … ayuda|apoyo|tiempo|todo|invitación|respuesta
        he|hemos enviado|escrito|pagado|llamado|mandado|intentado
        para su información
        corrijan|borren|apunten
    """,
    "it": """
        ^ ok|certo
        sbagliato
        per favore|prego … correggere|cambiare|modificare|cancellare|correggete|cambiate
        lo stesso
        passo|passiamo|vengo
        d accordo
        va bene
        buone vacanze|ferie $
        però|ma … verrà|posso|possiamo|porta
        non capisco|so
        aspetto|attendo
        mi|ci va|vanno|andrebbe bene
        per me
        saremo|verremo|veniamo|porto|portiamo|porterò|invio|mando|chiamo
        siamo … persone|bambini
        manca|mancano
        grazie … aiuto|sostegno|tempo|tutto|invito|risposta
        ho|abbiamo mandato|scritto|pagato|chiamato|inviato|provato
        per conoscenza
        correggete|cancellate
    """,
    "pt": """
        espero que|pela
        dá|dava me|jeito
        seremos|iremos|levamos|levo|envio|trago
        falta|faltam
        enviei|escrevi|paguei|liguei
    """,
    "nl": """
        ik wacht|stuur|breng|bel|kom
        komt mij|ons goed|uit
        ontbreekt|ontbreken
    """,
    "cs": """
        počkám|počkáme|přinesu|pošlu|přijdu|přijdeme|zavolám
        mi|nám vyhovuje|hodí
        chybí
    """,
    "el": """
        περιμένω|θα περιμένω|φέρω|στείλω|έρθω
        με|μας βολεύει|εξυπηρετεί
        λείπει
    """,
    "hu": """
        megvárom|várok|hozom|küldöm|jövök|jövünk|hívom
        nekem|nekünk … jó|megfelel
        hiányzik
    """,
    "sq": """
        ^ ok|mirë|po
        gabim|gabuar|ndryshojeni|ndryshoni|korrigjoni|fshini
        pres|presim|sjell|dërgoj|vij|vijmë
        më|na përshtatet|përshtaten
        mungon
    """,
    "so": """
        waan sugayaa|keenayaa|imaanayaa|soo
        waa|way ii fiican|fiican
        u baahan
    """,
    "ti": """
        ክጽበ|ይጽበ
        ይጥዕመኒ|ይሰማምዓኒ
        መን|ኣበይ|ከመይ|ናብ
        ክሰዶ|ክሰድድ
    """,
}
