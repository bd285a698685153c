# 居住证：照片公安有，租房合同没带，以后再补；哪天以前，屏幕、回执、办件上都一样

sees "您好，今天办什么事？"
province publishes that every day is worked
time passes 21700 s
taps "不打烊"
sees "您好，今天办什么事？"
taps "个人办事"
taps "买房租房"
taps "居住证"
sees "没带合同，可以以后再补。"
taps "开始办理"
taps "同意，继续"
presents card zhang-san
sees "您现在住的是？"
lifts card
taps "租的房子"
taps "下一步"
sees "要交的材料"
sees "证件照片"
sees "来自公安"
sees "还有 1 份没定"
picture "材料单"
taps "下一步"
sees "有姓名、地址、租期和签字的那几页。"
taps "下一步"
sees "请先选一项"
picture "一份材料"
taps "以后再补"
taps "下一步"
sees "没有补齐会怎样"
sees the day 10 days ahead
picture "以后补"
taps "知道了，以后补"
sees "都齐了，接着办。"
sees the day 10 days ahead
taps "下一步"
sees "请核对，没问题就提交"
taps "修改" beside "住处"
taps "单位宿舍"
taps "改好了"
sees "单位住宿证明"
sees "还没定"
taps "上一步"
taps "租的房子"
taps "下一步"
sees "请核对，没问题就提交"
sees "租房合同"
does not see "单位住宿证明"
picture "核对材料"
taps "确认提交"
sees "已受理"
sees "还要补交 1 份材料"
sees the day 10 days ahead
a receipt comes out
picture "还要补交"
receipt 1 says "还要补交的材料"
receipt 1 says "租房合同"
receipt 1 says the day 10 days ahead
receipt 1 says "没有补齐，这次申请就不办了，可以重新申请。"
receipt 1 does not say "单位住宿证明"
picture of receipt 1 "回执"
province has 1 case
every case is signed
case 1 has task_name "居住证申领"
case 1 has 2 materials
material id_photo of case 1 has collect_way "shared"
material house_lease of case 1 has collect_way "later"
material house_lease of case 1 has is_collected "0"
material house_lease of case 1 has limit_days "10"
material house_lease of case 1 is due 10 days ahead
office says "部门共享" of material id_photo of case 1
office says "10 个工作日内，最晚" of material house_lease of case 1
taps "去评价"
taps "跳过"
nothing of the last citizen
