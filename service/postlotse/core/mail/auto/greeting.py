"""The frame of a letter: greeting and closing.  Robots rarely greet anybody by name."""

import re

from postlotse.core.mail.auto.pattern import fold, sentences

_GREETING_WORDS = """
    sehr geehrte geehrter geehrtes damen und herren dame herr meine guten tag morgen abend hallo hi liebe lieber werte schönen
    zusammen absender absenderin kunde kunden kundin kundinnen kollegen kolleginnen grüß gott moin
    servus alle team grüezi
    schreibende ratsuchende gäste eltern mitglieder freundinnen freunde familien
    interessierte patientinnen patienten besucherinnen besucher
    bürger bürgerin bürgerinnen antragsteller antragstellerin interessent interessentin oder
    dear sir madam sirs or hello hey all everyone sender colleague colleagues customer customers to whom it
    may concern good day
    morning afternoon evening friend there greetings valued applicant user
    geachte heer mevrouw beste dag hallo relatie afzender goedendag heren dames
    bonjour madame monsieur mesdames messieurs chers chère cher collègues et à tous bonsoir
    buenos buenas días tardes estimado estimada estimados estimadas señor señora señores hola sr sra remitente usuario
    gentile gentili signore signora signori buongiorno salve egregio egregi spettabile buonasera utente
    mittente spett le cliente
    prezado prezada prezados caro cara senhor senhora senhores bom boa dia tarde olá exmo exma exmos exmas e
    bună ziua stimată stimate stimați domnule doamnă doamna domnul doamnelor domnilor și salut seara
    dzień dobry szanowni państwo szanowny pan pani panie cześć witam dzien
    dobrý den vážený vážená vážení paní pane dámy a pánové
    poštovani poštovana poštovane dobar dan zdravo gospođo gospodine gospođe gospodo i bok pozdrav
    здравствуйте добрый день уважаемый уважаемая уважаемые коллеги господа дамы и привет отправитель приветствую
    вітаю доброго дня добрий день шановний шановна шановні пані панове колеги добридень пане привіт та
    здравейте добър ден уважаеми уважаема господине госпожо дами господа госпожи колеги и
    merhaba merhabalar sayın ilgili ilgililer iyi günler selam değerli selamlar yetkili gönderici
    rojbaş merheba silav birêz hêja dostên hevalên rêzdar rêzdarên
    السلام عليكم ورحمة الله وبركاته السيد السيدة السادة المحترم المحترمين المحترمون المحترمة تحية طيبة وبعد
    مرحبا مرحبًا أهلا عزيزي
    عزيزتي حضرة سيدي سيدتي الكرام الأعزاء السلام الأفاضل وسهلا بكم
    با سلام درود احترام گرامی محترم جناب آقای خانم سرکار دوست عزیز همکار وقت بخیر و روز شما خوش عرض ارسال کننده
    سڵاو بەڕێز بەڕێزان خۆشەویست ڕێزدار هاوڕێ
    përshëndetje i e nderuar të nderuara nderuari mirëdita zotëri zonjë zoti zonja tungjatjeta
    salaan salaam asalaamu calaykum mudane marwo sharaf leh gacaliye iska warran mudanayaal
    ሰላም ክቡር ክብርቲ ክቡራት ከመይ ኣለኹም ሓለኹም ዝኸበርኩም
    αγαπητέ αγαπητή αγαπητοί κύριε κυρία κύριοι καλημέρα καλησπέρα γεια σας αξιότιμε χαίρετε
    tisztelt hölgyem uram üdvözlöm jó napot kívánok kedves címzett ügyfelünk feladó hölgyeim uraim
"""
_CLOSING_WORDS = """
    grüße grüßen gruß gruesse gruessen gruss mfg lg vg regards saygılarımla saygılarımızla cordialement
    salutations saludos saluti atentamente
    cordiali уважением
    повагою уважение поважением poważaniem pozdrawiam stimă poštovanjem pozdravem pozdrav التحية تحياتي احترام groet groeten
    nderime respekt rêzdarî silavên ڕێزەوە εκτίμηση χαιρετισμούς üdvözlettel cumprimentos wishes sincerely best danke thanks
    mulțumesc salam سپاس تشکر احترامات ريز rêz rêzan mahadsanid ምስ ሰላምታ поздрави distinti med slibe поштовањем
"""
#: "Hello and thank you for your message!" names nobody.
_THANKS_WORDS = """
    danke dank thanks thank merci teşekkürler спасибо дякуємо gracias grazie dziękujemy hvala mulțumim благодарим obrigado
    bedankt děkujeme köszönjük faleminderit شكرا سپاس spas
"""
_TOKENS = re.compile(r"[^\W_]+")
_GREETINGS = frozenset(fold(word) for word in _TOKENS.findall(_GREETING_WORDS))
_CLOSINGS = frozenset(fold(word) for word in _TOKENS.findall(_CLOSING_WORDS))
_THANKS = frozenset(fold(word) for word in _TOKENS.findall(_THANKS_WORDS))
_LONGEST_GREETING = 7
_SHORTEST_CLOSING_NAME = 6


def names_somebody(text: str) -> bool:
    """Tell whether the first line greets somebody by name."""
    first, _, rest = text.lstrip().partition("\n")
    line = first if rest else re.split(r"[,،!]", first, maxsplit=1)[0]
    ends_so = first.rstrip().endswith((",", "،", "!", "፣", ":")) or not rest
    head = re.split(r"[,،!፣:]", line, maxsplit=1)[0]
    keys = [key for piece in sentences(head) for key in piece.keys if key != ","]
    if not ends_so or not keys or len(keys[0]) < 2 or not 2 <= len(keys) <= _LONGEST_GREETING or keys[0] not in _GREETINGS:
        return False
    return not _THANKS & set(keys[:5]) and any(key not in _GREETINGS for key in keys)


def greets(text: str) -> bool:
    """Tell whether a text begins with a greeting, by name or not."""
    first = re.split(r"[\n,،!፣:]", text.lstrip(), maxsplit=1)[0]
    keys = [key for piece in sentences(first) for key in piece.keys]
    return 0 < len(keys) <= _LONGEST_GREETING and keys[0] in _GREETINGS


def is_frame(keys: list[str], number: int, count: int) -> bool:
    """Tell whether a sentence is only a greeting, or a closing with a name or an address below."""
    if number == 0 and len(keys) <= _LONGEST_GREETING and keys[0] in _GREETINGS:
        return True
    return number >= count - _SHORTEST_CLOSING_NAME and number > 0 and any(key in _CLOSINGS for key in keys[:4])
