# 英文、大字、高对比，一起用到底

sees "您好，今天办什么事？"
taps "EN"
sees "How can we help?"
taps "Larger"
taps "Contrast"
taps "Care away from home"
sees "What to bring"
taps "Start"
sees "Before you start"
taps "I agree"
sees "Put your ID card"
presents card maria-2023
sees "Where will you see a doctor?"
taps "Beijing"
taps "Next"
sees "What is the main reason"
taps "Working there"
taps "Next"
sees "Check your answers"
taps "and send"
sees "Case number"
a receipt comes out
receipt 1 says "Working there"
lifts card
takes the slip
province has 1 case
every case is signed
taps "Leave"
sees "您好，今天办什么事？"
nothing of the last citizen
