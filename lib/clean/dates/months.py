"""Names of the months as news pages print them."""

_TABLE = """
jan january januar januari janvier janv enero ene gennaio gen janeiro janúar stycznia styczeń sty ledna leden januára января янв січня січ ocak ianuarie tammikuuta jänner jaanuar sausio ιανουαρίου janar siječnja януари يناير ינואר בינואר जनवरी जानेवारी জানুয়ারি জানুয়ারী جنوری ژانویه ஜனவரி జనవరి જાન્યુઆરી ਜਨਵਰੀ ಜನವರಿ ജനുവരി
feb february februar februari février févr fév febrero febbraio fevereiro fev lutego luty únor února februára февраля фев лютого лют şubat februarie helmikuuta februára veebruar vasario φεβρουαρίου veljače sht февруари فبراير פברואר בפברואר फरवरी फ़रवरी फेब्रुवारी ফেব্রুয়ারি ফেব্রুয়ারী فروری فوریه பிப்ரவரி ఫిబ్రవరి ફેબ્રુઆરી ਫਰਵਰੀ ಫೆಬ್ರವರಿ ഫെബ്രുവരി
mar march märz mär mrz maart mars marzo março marca marzec března březen марта мар березня бер mart martie maaliskuuta maret mrt márc március märts kovo μαρτίου ožujka март مارس מרץ במרץ मार्च মার্চ مارچ மார்ச் మార్చి માર્ચ ਮਾਰਚ ಮಾರ್ಚ್ മാർച്ച്
apr april avril avr abril abr aprile kwietnia kwiecień kwi dubna duben apríla апреля апр квітня кві nisan aprilie huhtikuuta április aprill balandžio απριλίου travnja април أبريل אפריל באפריל अप्रैल एप्रिल এপ্রিল اپریل آوریل ஏப்ரல் ఏప్రిల్ એપ્રિલ ਅਪ੍ਰੈਲ ಏಪ್ರಿಲ್ ഏപ്രിൽ
may mai mei maj mayo maggio mag maio maja května květen mája мая травня тра mayıs toukokuuta május gegužės μαΐου svibnja май مايو מאי במאי मई मे মে مئی مه மே మే મે ਮਈ ಮೇ മേയ്
jun june juni juin junio giugno giu junho czerwca czerwiec cze června červen júna июня июн червня чер haziran iunie kesäkuuta június juuni birželio ιουνίου lipnja юни يونيو יוני ביוני जून জুন جون ژوئن ஜூன் జూన్ જૂન ਜੂਨ ಜೂನ್ ജൂൺ
jul july juli juillet juil julio luglio lug julho lipca lipiec lip července červenec júla июля июл липня лип temmuz iulie heinäkuuta július juuli liepos ιουλίου srpnja юли يوليو יולי ביולי जुलाई जुलै জুলাই جولائی ژوئیه ஜூலை జులై జూలై જુલાઈ ਜੁਲਾਈ ಜುಲೈ ജൂലൈ
aug august augustus août agosto ago sierpnia sierpień sie srpna srpen augusta августа авг серпня сер ağustos elokuuta agustus augusti augusztus rugpjūčio αυγούστου kolovoza август أغسطس אוגוסט באוגוסט अगस्त ऑगस्ट আগস্ট اگست اوت ஆகஸ்ட் ఆగస్టు ઓગસ્ટ ਅਗਸਤ ಆಗಸ್ಟ್ ഓഗസ്റ്റ്
sep sept september septembre septiembre settembre set setembro września wrzesień wrz září septembra сентября сен сент вересня вер eylül septembrie syyskuuta szeptember rugsėjo σεπτεμβρίου rujna септември سبتمبر ספטמבר בספטמבר सितंबर सितम्बर सप्टेंबर সেপ্টেম্বর ستمبر سپتامبر செப்டம்பர் సెప్టెంబర్ સપ્ટેમ્બર ਸਤੰਬਰ ಸೆಪ್ಟೆಂಬರ್ സെപ്റ്റംബർ
oct october okt oktober octobre octubre ottobre ott outubro out października październik paź října říjen októbra октября окт жовтня жов ekim octombrie lokakuuta október oktoober spalio οκτωβρίου listopada октомври أكتوبر אוקטובר באוקטובר अक्टूबर अक्तूबर ऑक्टोबर অক্টোবর اکتوبر اکتبر அக்டோபர் అక్టోబర్ ઓક્ટોબર ਅਕਤੂਬਰ ಅಕ್ಟೋಬರ್ ഒക്ടോബർ
nov november novembre noviembre novembro listopad lis listopadu novembra ноября ноя нояб листопада лис kasım noiembrie marraskuuta novembera lapkričio νοεμβρίου studenoga ноември نوفمبر נובמבר בנובמבר नवंबर नवम्बर नोव्हेंबर নভেম্বর نومبر نوامبر நவம்பர் నవంబర్ નવેમ્બર ਨਵੰਬਰ ನವೆಂಬರ್ നവംബർ
dec december dez dezember décembre déc diciembre dic dicembre dezembro grudnia grudzień gru prosince prosinec decembra декабря дек грудня гру aralık decembrie joulukuuta desember des detsember gruodžio δεκεμβρίου prosinca декември ديسمبر דצמבר בדצמבר दिसंबर दिसम्बर डिसेंबर ডিসেম্বর دسمبر دسامبر டிசம்பர் డిసెంబర్ ડિસેમ્બર ਦਸੰਬਰ ಡಿಸೆಂಬರ್ ഡിസംബർ
"""  # noqa: E501

# Croatian "listopada" is October and Polish "listopada" November; Polish pages are far more common.
MONTHS: dict[str, int] = {
    name: month for month, names in enumerate(_TABLE.strip().splitlines(), start=1) for name in names.split()
} | {"listopada": 11, "srpnja": 7, "lipnja": 6}
