"""Every code a problem can have, how much it stops, and its sentence: why, and how to mend it.

`docs/import.md` lists them for people; a contract test keeps the two alike.
"""

from django.utils.translation import gettext_noop as _

ROW, CELL, NOTICE = "row", "cell", "notice"

_ROW = {
    "name_missing": _("这一行没有姓名。请补上姓名再导入。"),
    "name_unreadable": _("“%(value)s”不像姓名。请写户口簿上的姓名，不要带数字或别的说明。"),
    "name_lost_character": _("姓名里有没显示出来的字，多半是生僻字丢了。请照证件重新输入。"),
    "name_masked": _("姓名是打了星号的，认不出是谁。请换一份没有打码的名册。"),
    "said_gone": _("姓名后面写着“%(word)s”，没有导入。请在此人的页面上登记去世或迁出。"),
    "too_little": _("只有姓名，确认不了是谁。请补上身份证号、出生日期或到门牌的住址。"),
    "id_length": _("身份证号是 %(count)s 位，应该是 18 位（老证 15 位）。请照证件核对。"),
    "id_characters": _("身份证号里有不该有的字。只能是数字，最后一位可以是 X。请照证件核对。"),
    "id_check_digit": _("身份证号的校验位不对，多半抄错了一位。请照证件逐位核对。"),
    "id_birth_date": _("身份证号里的出生日期（第 7 到 14 位）不存在。请照证件核对。"),
    "id_birth_out_of_range": _("按身份证号算，出生在 %(born)s，不合常理。请照证件核对。"),
    "id_precision_lost": _(
        "身份证号存成了数字，后几位已经丢了，找不回来。请把这一列设成“文本”格式，再重新填写。"
    ),
    "id_masked": _("身份证号是打了星号的，没法核对。请换一份没有打码的名册。"),
    "id_held_by_other_name": _(
        "这个身份证号登记的是“%(held)s”，名册上是“%(name)s”。请核对是谁的号码写错了。"
    ),
    "id_twice_with_other_name": _(
        "同一个身份证号在第 %(row)s 行是“%(held)s”，这里是“%(name)s”。请核对是谁的号码写错了。"
    ),
    "registered_elsewhere": _(
        "这个身份证号登记在别的社区。请先请那边的社区办理迁出，再在这里导入。"
    ),
    "has_left": _("此人登记为已去世或迁出，名册里又有了。请核实，如果登记错了，先改登记。"),
    "ambiguous_match": _("册上有 %(count)s 位同名同生日的人，不知道是哪一位。请补上身份证号。"),
}

_CELL = {
    "sex_unreadable": _("“%(value)s”看不出是男是女。请写“男”或“女”。"),
    "birth_date_unreadable": _("“%(value)s”不像出生日期。请写成 1941-03-05 这样。"),
    "birth_date_impossible": _("“%(value)s”这一天不存在。请照证件核对出生日期。"),
    "birth_date_future": _("“%(value)s”还没有到。请照证件核对出生日期。"),
    "birth_date_too_old": _("按“%(value)s”算已经超过 120 岁。请照证件核对出生日期。"),
    "birth_date_unclear": _("“%(value)s”有不止一种读法。请写成 1941-03-05 这样，年份写四位。"),
    "birth_date_lunar_impossible": _("农历里没有“%(value)s”这一天。请核对，或改写公历。"),
    "phone_unreadable": _("“%(value)s”不像电话号码。手机写 11 位，座机写上区号。"),
    "phone_precision_lost": _("电话存成了科学计数，后几位丢了。请把这一列设成“文本”再填。"),
    "phone_area_code_missing": _("座机少了区号。请写成 0979-8412345 这样。"),
    "phone_masked": _("电话是打了星号的。请换一份没有打码的名册。"),
    "mark_unreadable": _("“%(value)s”看不出是“是”还是“否”。请写“是”或“否”。"),
    "tag_unknown": _("“%(value)s”不是我们记录的类别，没有记下。请换成名册说明里的类别。"),
    "tag_refused": _("“%(value)s”属于我们不收集的信息（宗教、信访、前科等），没有读取。"),
    "contact_name_unreadable": _("“%(value)s”不像联系人姓名，没有记下。请只写姓名。"),
    "too_long": _("写得太长（%(count)s 个字，最多 %(most)s 个），没有记下。请写短一些。"),
}

_ABOUT_VALUES = {
    "id_upgraded": _("15 位老身份证号已按国家标准换成 18 位：%(new)s。请有空时照证件核对。"),
    "id_region_unknown": _("身份证号前六位“%(region)s”不在区划代码表里，照样导入了。请留意核对。"),
    "birth_date_differs": _("出生日期一栏和身份证号里的（%(born)s）不一样，以身份证号为准。"),
    "sex_differs": _("性别一栏和身份证号里的不一样，以身份证号为准。"),
    "age_differs": _("年龄一栏和出生日期算出的 %(age)s 岁差得多，以出生日期为准。"),
    "date_two_digits": _("两位数的年份按 19%(year)s 年读。如果不对，请写四位年份。"),
    "date_lunar": _("农历已换算成公历 %(born)s。"),
    "date_month_unsure": _(
        "“%(value)s”可能是 1 月也可能是 10 月，只记了年份。请写成 1941-10 这样。"
    ),
    "phones_more": _("一格里有几个电话，第一个作本人电话，其余（%(rest)s）记为另外的联系电话。"),
    "phone_note": _("电话旁边写着“%(note)s”，没有记下。"),
    "name_note": _("姓名后面写着“%(note)s”，没有记下，姓名记为“%(name)s”。"),
    "contact_without_name": _("联系人只有电话没有姓名，姓名先写作“%(name)s”。"),
    "tag_by_age": _("“%(value)s”由出生日期算出，不用另外登记。"),
    "tag_refused_column": _("“%(value)s”一列不收集（宗教、信访、前科、生物特征等），没有读取。"),
}

_ABOUT_PEOPLE = {
    "same_person_twice": _("和第 %(row)s 行（%(sheet)s）是同一个人，合成一条。"),
    "same_person_differs": _(
        "和第 %(row)s 行（%(sheet)s）是同一个人，但%(fields)s不一样，以先出现的为准。"
    ),
    "name_changed": _("身份证号相同，原来登记的姓名是“%(held)s”，已按名册改为“%(name)s”。"),
    "address_without_door": _("“%(value)s”没有写到门牌，没有建户，记在备注里。"),
    "grid_unknown": _("社区里没有叫“%(value)s”的网格，先放在社区名下。"),
    "other_community": _("这里写的社区是“%(value)s”，这次导入到“%(community)s”。请确认没有放错。"),
}

_ABOUT_SHEETS = {
    "hidden_rows": _("有 %(count)s 行是隐藏的（%(rows)s），和别的行一样导入。"),
    "hidden_sheet": _("这张工作表是隐藏的，和别的表一样读取。"),
    "no_roster": _("这张工作表里没有找到名册（至少要有“姓名”和另一列认得的表头），没有读取。"),
    "header_guessed": _("没有找到表头，按内容猜了各列是什么。请在“核对各列”里看一看。"),
    "column_unknown": _("“%(value)s”一列不知道是什么，没有读取。需要的话请在“核对各列”里指定。"),
    "column_ignored": _("“%(value)s”一列这里用不到，没有读取。"),
    "column_repeated": _("“%(value)s”一列和前面的列是同一项，没有读取。"),
    "header_repeated": _("这一行是重复的表头，跳过。"),
    "second_table": _("从这一行起是另一张表，按它自己的表头读取。"),
    "total_row": _("这一行是合计，不是人，跳过。"),
    "section_row": _("这一行是分段标题“%(value)s”，跳过。"),
    "footnote": _("这一行是表尾的说明，跳过。"),
    "example_row": _("这一行是填写示例，跳过。"),
    "serial_only": _("有 %(count)s 行只有序号，没有内容，跳过。"),
    "formula_errors": _("有 %(count)s 格公式算不出来（%(cells)s），按空白处理。请填上真正的内容。"),
    "read_as_html": _("这个文件名义上是 Excel，其实是网页表格，已照表格读取。"),
    "read_by_content": _("文件的后缀和内容不符，按内容（%(kind)s）读取。"),
}

CODES: dict[str, tuple[str, str]] = {
    **{code: (ROW, sentence) for code, sentence in _ROW.items()},
    **{code: (CELL, sentence) for code, sentence in _CELL.items()},
    **{
        code: (NOTICE, sentence)
        for part in (_ABOUT_VALUES, _ABOUT_PEOPLE, _ABOUT_SHEETS)
        for code, sentence in part.items()
    },
}

# What two rows of one person may say differently.
FIELDS: dict[str, str] = {
    "name": _("姓名"),
    "sex": _("性别"),
    "phone": _("电话"),
    "relation": _("与户主关系"),
    "household_number": _("户号"),
    "door_key": _("住址"),
    "grid": _("网格"),
}

FILE_CODES: dict[str, str] = {
    "file_empty": _("这个文件是空的。请确认选对了文件，再传一次。"),
    "file_too_big": _("文件超过 %(most)s MB。请拆成几个文件，或删掉图片再试。"),
    "file_unpacks_too_big": _("文件解开后太大，不像名册。请另存为新的 .xlsx 再试。"),
    "file_too_many_rows": _(
        "“%(sheet)s”写到了第 %(count)s 行，最多读 %(most)s 行。请删掉下面多余的内容，或拆开导入。"
    ),
    "file_too_many_columns": _(
        "“%(sheet)s”有内容写到了第 %(count)s 列，最多读 %(most)s 列。请删掉右边多余的内容。"
    ),
    "file_too_many_sheets": _(
        "文件里有 %(count)s 张表，最多读 %(most)s 张。请把要导入的表另存成一个文件再传。"
    ),
    "file_damaged": _("文件损坏，打不开。请用 Excel 或 WPS 打开原件，另存为 .xlsx 再传。"),
    "file_encrypted": _("文件设了密码。请在 Excel 或 WPS 里去掉打开密码，另存后再传。"),
    "file_word": _("这是 Word 文档，不是表格。请把表格粘到 Excel 里，存为 .xlsx 再传。"),
    "file_pdf": _("这是 PDF，不是表格。请向对方要 Excel 原件（.xlsx、.xls 或 .csv）。"),
    "file_old_xml": _("这是旧的 XML 表格。请用 Excel 或 WPS 打开，另存为 .xlsx 再传。"),
    "file_not_a_spreadsheet": _("这不是认得的表格文件。请传 .xlsx、.xls 或 .csv。"),
    "file_encoding": _("文件里的文字编码认不出来。请用 Excel 或 WPS 另存为 .xlsx 再传。"),
    "file_not_found": _("找不到文件“%(path)s”。请核对路径。"),
}
