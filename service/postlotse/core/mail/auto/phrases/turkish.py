"""Turkish."""

from postlotse.core.mail.auto.cues import Cue, Phrases

PHRASES: Phrases = {
    Cue.SELF: """
        bu|mesaj … otomatik yanıt~|cevap~|bilgilendirme~|cevaptır|bildirim~
        ^ otomatik yanıt|cevap $
        bu otomatik bir yanıttır|cevaptır
    """,
    Cue.MADE: """
        bu eposta|mesaj|ileti|mail|bildirim … otomatik
        otomatik [olarak] oluşturul~|gönderil~|üretil~|iletil~
        sistem tarafından … otomatik|gönderil~|oluşturul~
        otomatik [bir] mesajdır|epostadır|iletidir
    """,
    Cue.NO_REPLY: """
        lütfen … yanıtlamayın~|cevaplamayın~|yanıtlama~|cevaplama~
        lütfen … yanıt|cevap vermeyin~|yazmayın~|göndermeyin~
        bu epostayı|mesajı|iletiyi yanıtlamayın~|cevaplamayın~
    """,
    Cue.AWAY: """
        epostalarıma|maillerime|mesajlarıma|epostalarımı|maillerimi … erişemi~|bakamay~|erişimim|okuyamay~|kontrol|cevap
        eposta|mail … erişimim … olmayacak~|sınırlı~|yok
        ofiste|büroda|işyerinde|işte|görevde|ofisimde|yerinde değilim|olmayacağım|bulunmuyorum|bulunmayacağım|
            bulunmamaktayım|olamayacağım
        ofis|büro|iş|işyeri dışında~
        ofis|büro yeri dışında~
        yıllık|doğum|babalık|ücretsiz|senelik|ebeveyn|annelik|sağlık izin~|iznim~|izni~
        görevimin|işimin başında değilim|olmayacağım
        yokluğumda|bulunmadığım
        iş seyahati~
    """,
    Cue.LEAVE: """
        izinde~|izinli~|tatilde~|raporlu~|seyahatte~|uzaktayım
        ulaşılamıyorum|ulaşılamayacağım
    """,
    Cue.CLOSED: """
        ofisimiz|büromuz|merkezimiz|derneğimiz|kurumumuz|işyerimiz|okulumuz|birimimiz|mağazamız … kapalı~
        kapalıyız|kapalı olacağız
    """,
    Cue.LEFT: """
        artık … çalışmıyorum|çalışmamaktayım|çalışmamaktadır|çalışmıyor|değilim|yapmıyorum
        görevimden|işimden|kurumdan|şirketten|dernekten|buradan ayrıldım|ayrılmış~|ayrılmıştır
        emekli oldum|olmuştur
        görev … yapmamaktayım|yapmıyorum
    """,
    Cue.UNREAD: """
        bu|posta posta|adres~|hesap|eposta|kutusu|mail … izlenme~|takip|kontrol|kullanılma~|okunma~|bakılma~|aktif|
            kapatıl~|kullanımda
        mesajınız|epostanız|mailiniz|mesajlar|epostalar … yönlendirilme~|iletilme~|okunma~
    """,
    Cue.BACK: """
        tarihine|tarihinde|tarihinden|tarihleri|gününe|gününden|sabahına|sabahı kadar|itibaren|arasında|döneceğim|tekrar
        kadar|dek ofiste|izinde~|izinli~|tatilde~|yokum|ulaş~|ofis|büroda|yıllık|kapalı~
        tarihleri arasında
        döneceğim|dönüyorum|dönmüş|dönüşüm|döneceğiz
        tarihinde … döneceğim|ofiste|işe
        pazartesi|salı|çarşamba|perşembe|cuma|haftaya günü|gününe|kadar
    """,
    Cue.URGENT: """
        acil durum~|konu~|hal~|iş~|ise|bir|konular|için|talep~|mesele~
        acil … için|durumlarda
    """,
    Cue.INSTEAD: """
        lütfen … iletişime|irtibata|başvur~|arayın~|yazın~|ulaş~|bağlantı
        ile iletişime|irtibata geçebilir~|geçiniz|geçin
        iş arkadaşım~|meslektaşım~|vekâleten|vekilim
        yerime … bakacak|bakmaktadır|bakıyor
    """,
    Cue.LATER: """
        döndüğümde|dönüşümde|dönünce|döndükten
        en kısa sürede|zamanda
        mümkün olan en
        size … döneceğim|döneceğiz|dönüş|geri
        yanıtlayacağım|cevaplayacağım|yanıtlayacağız|yanıtlanacak~|cevaplandırılacak~|incelenecek~|değerlendirilecek~|
            cevaplanacak~
        yanıt|cevap vereceğim|vereceğiz|verilecek~
        işleme al~
    """,
    Cue.TERM: """
        iş günü|gün|saat içinde
        iş günü
    """,
    Cue.THANKS: """
        mesajınız|epostanız|iletiniz|mailiniz|başvurunuz|ilginiz|talebiniz|bize için|ulaştığınız|yazdığınız … teşekkür~
        mesajınız|epostanız|iletiniz|mailiniz|başvurunuz|ilginiz|talebiniz için teşekkür~
        ulaştığınız|yazdığınız için teşekkür~
    """,
    Cue.RECEIVED: """
        mesajınız|epostanız|talebiniz|başvurunuz|iletiniz|mailiniz|sorunuz|şikayetiniz … alın~|ulaş~|kayde~|iletil~|
            oluştur~|kayıt|kaydı
        mesajınızı|epostanızı|talebinizi|başvurunuzu|iletinizi … aldık
        kaydınız … oluştur~|alın~
    """,
    Cue.TICKET: """
        talep|başvuru|kayıt|takip|bilet|referans|dosya numara~|no
        numaralı kayıt|talep|başvuru
        numarası ile|ile
    """,
    Cue.ASK: """
        mısınız|misiniz|musunuz|müsünüz|mısın|misin|miyim|mıyım|mıyız|miyiz
        var|yok|olur|mümkün|uygun|gerekiyor|doğru|gerekli mi|mı|mu|mü
        istiyorum|isterim|istiyoruz|isterdim|istedim|arıyorum|arıyoruz|lazım
        ihtiyacım|ihtiyacımız
        sormak|sorum|sorumuz
        lütfen … gönder~|bildirin~|yardım|söyle~|verir|iletin|bilgi
        bilgi|yardım verir|verebilir|eder|almak|rica|istiyor~
        nasıl|neden|niçin|nerede|kime
        ne zaman|yapmalı~
    """,
    Cue.OWN: """
        oğlum~|kızım~|çocuğum~|eşim~|annem~|babam~|evim~|kocam~|çocuklarım~|komşum~|başvurum|pasaportum|ev sahibim~
        randevu~|ekte|ekteki|ekli|kargo~|paket~|ders
        kabul ediyorum
    """,
    Cue.ABOUT: """
        otomatik [bir] mesaj|mail|eposta|yanıt|cevap değil~
        hep|sadece|yine|kere otomatik
        otomatik … aldım|geldi|geliyor|alıyorum|aldık|alıyoruz|diyor|gördüm
        otomatik yanıtınız~|cevabınız~|mesajınız~
        mailim|epostam|mesajım|mektubum … geri|ulaşmadı|döndü
        hata mesajı|veriyor
        iletilemedi
    """,
    Cue.OFFER: """
        sorularınız|sorunuz … için|varsa
    """,
}
