# 中途换成英文：填好的都还在，办完、回执都是英文；下一位还是中文

sees "您好，今天办什么事？"
taps "异地就医备案"
taps "开始办理"
taps "同意，继续"
sees "请把身份证放在发光处"
presents card li-xiuying
sees "您要去哪里看病？"
taps "北京市"
taps "下一步"
sees "您去外地，主要是为了什么？"
taps "随子女或家人居住"
taps "EN"
sees "What is the main reason for going there?"
sees "Step 3 of 5"
taps "Next"

sees "Check your answers"
sees "Beijing"
sees "Living with family"
sees "李秀英"
sees "138****0002"
taps "中文"
sees "北京市"
sees "随子女或家人居住"
taps "EN"
taps "Change" beside "Care in"
sees "Where will you see a doctor?"
taps "Shaanxi"
taps "Save change"
sees "Shaanxi"
taps "and send"

sees "Case number"
sees the number of case 1
a code on screen holds the number of case 1
a receipt comes out
receipt 1 says "Receipt"
receipt 1 says "Care away from home"
receipt 1 says "异地就医备案"
receipt 1 says "Shaanxi"
receipt 1 says "李*英"
receipt 1 does not say "办件编号"
receipt 1 has the number of case 1
lifts card
takes the slip
province has 1 case
every case is signed
case 1 has task_name "异地就医备案"

taps "Rate us"
sees "How was this service?"
taps "Very good"
taps "Send rating"
sees "Thank you"
province has 1 rating
taps "Start page"

sees "您好，今天办什么事？"
does not see "Services"
nothing of the last citizen
