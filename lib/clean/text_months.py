"""Names of the months as news pages print them."""

_TABLE = """
jan january januar januari janvier janv enero ene gennaio gen janeiro janúar stycznia styczeń sty ledna leden januára января янв січня січ ocak ianuarie tammikuuta jänner jaanuar sausio ιανουαρίου janar siječnja януари يناير ינואר בינואר
feb february februar februari février févr fév febrero febbraio fevereiro fev lutego luty únor února februára февраля фев лютого лют şubat februarie helmikuuta februára veebruar vasario φεβρουαρίου veljače sht февруари فبراير פברואר בפברואר
mar march märz mär mrz maart mars marzo março marca marzec března březen марта мар березня бер mart martie maaliskuuta maret mrt márc március märts kovo μαρτίου ožujka март مارس מרץ במרץ
apr april avril avr abril abr aprile kwietnia kwiecień kwi dubna duben apríla апреля апр квітня кві nisan aprilie huhtikuuta április aprill balandžio απριλίου travnja април أبريل אפריל באפריל
may mai mei maj mayo maggio mag maio maja května květen mája мая травня тра mayıs toukokuuta május gegužės μαΐου svibnja май مايو מאי במאי
jun june juni juin junio giugno giu junho czerwca czerwiec cze června červen júna июня июн червня чер haziran iunie kesäkuuta június juuni birželio ιουνίου lipnja юни يونيو יוני ביוני
jul july juli juillet juil julio luglio lug julho lipca lipiec lip července červenec júla июля июл липня лип temmuz iulie heinäkuuta július juuli liepos ιουλίου srpnja юли يوليو יולי ביולי
aug august augustus août agosto ago sierpnia sierpień sie srpna srpen augusta августа авг серпня сер ağustos elokuuta agustus augusti augusztus rugpjūčio αυγούστου kolovoza август أغسطس אוגוסט באוגוסט
sep sept september septembre septiembre settembre set setembro września wrzesień wrz září septembra сентября сен сент вересня вер eylül septembrie syyskuuta szeptember rugsėjo σεπτεμβρίου rujna септември سبتمبر ספטמבר בספטמבר
oct october okt oktober octobre octubre ottobre ott outubro out października październik paź října říjen októbra октября окт жовтня жов ekim octombrie lokakuuta október oktoober spalio οκτωβρίου listopada октомври أكتوبر אוקטובר באוקטובר
nov november novembre noviembre novembro listopad lis listopadu novembra ноября ноя нояб листопада лис kasım noiembrie marraskuuta novembera lapkričio νοεμβρίου studenoga ноември نوفمبر נובמבר בנובמבר
dec december dez dezember décembre déc diciembre dic dicembre dezembro grudnia grudzień gru prosince prosinec decembra декабря дек грудня гру aralık decembrie joulukuuta desember des detsember gruodžio δεκεμβρίου prosinca декември ديسمبر דצמבר בדצמבר
"""  # noqa: E501

# Croatian "listopada" is October and Polish "listopada" November; Polish pages are far more common.
MONTHS: dict[str, int] = {
    name: month for month, names in enumerate(_TABLE.strip().splitlines(), start=1) for name in names.split()
} | {"listopada": 11, "srpnja": 7, "lipnja": 6}
