"""Domains under which anybody can have a mailbox: they say nothing about who writes.  A list, no more."""

_GERMAN = """
    gmx.de gmx.net gmx.at gmx.ch gmx.com gmx.eu gmx.org gmx.info web.de t-online.de freenet.de arcor.de email.de online.de
    vodafone.de vodafonemail.de kabelmail.de unitybox.de o2online.de o2mail.de posteo.de posteo.net mailbox.org mail.de
    tutanota.com tutanota.de tuta.io tuta.com netcologne.de alice.de alice-dsl.net versatel.de ewetel.net htp-tel.de ok.de
    mailfence.com magenta.de t-mobile.de bluewin.ch aon.at chello.at
"""
_WORLD = """
    gmail.com googlemail.com outlook.com outlook.de hotmail.com hotmail.de hotmail.fr hotmail.it hotmail.es hotmail.co.uk
    live.com live.de live.fr live.it msn.com yahoo.com yahoo.de yahoo.fr yahoo.it yahoo.es yahoo.co.uk yahoo.ro ymail.com
    rocketmail.com icloud.com me.com mac.com aol.com aol.de proton.me protonmail.com protonmail.ch pm.me mail.com zoho.com
    zohomail.com zohomail.eu fastmail.com fastmail.fm hushmail.com gmx.us mail.ee inbox.lv inbox.com qq.com 163.com 126.com
    naver.com rediffmail.com
"""
_LANGUAGES = """
    mail.ru bk.ru list.ru inbox.ru internet.ru rambler.ru yandex.ru yandex.com ya.ru ukr.net i.ua meta.ua bigmir.net
    online.ua mynet.com hotmail.com.tr outlook.com.tr ttmail.com wp.pl onet.pl onet.eu o2.pl interia.pl interia.eu op.pl
    poczta.fm gazeta.pl tlen.pl abv.bg mail.bg dir.bg gbg.bg libero.it virgilio.it tiscali.it alice.it tin.it fastwebnet.it
    orange.fr wanadoo.fr free.fr laposte.net sfr.fr neuf.fr bbox.fr terra.es telefonica.net yahoo.com.tr net.hr inet.hr
    seznam.cz email.cz centrum.cz azet.sk freemail.hu citromail.hu in.gr otenet.gr sapo.pt maktoob.com chmail.ir
"""

FREEMAIL = frozenset(f"{_GERMAN} {_WORLD} {_LANGUAGES}".split())
