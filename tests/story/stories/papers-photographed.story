# 居住证：租房合同当场拍；先糊了，重拍；两页都看清了才用；省平台收到的就是那两页

plug camera
sees "您好，今天办什么事？"
taps "个人办事"
taps "买房租房"
taps "居住证"
taps "开始办理"
taps "同意，继续"
presents card zhang-san
sees "您现在住的是？"
lifts card
taps "租的房子"
taps "下一步"
sees "要交的材料"
taps "下一步"
taps "现在拍照"
taps "下一步"
sees "请放平，四个角都要看得见"
picture "放在摄像头下"
lays page blurred under the camera
taps "拍照"
sees "好像不太清楚"
picture "不太清楚"
lays page lease under the camera
taps "重拍"
sees "字都看得清吗？"
does not see "好像不太清楚"
picture "看一看"
taps "用这张"
sees "已拍 1 页"
lays page list under the camera
taps "拍下一页"
sees "字都看得清吗？"
taps "用这张"
sees "已拍 2 页"
picture "两页"
taps "拍好了"
sees "都齐了，接着办。"
sees "拍好了，2 页"
picture "材料单"
taps "下一步"
sees "请核对，没问题就提交"
taps "确认提交"
sees "已受理"
a receipt comes out
province has 1 case
every case is signed
material house_lease of case 1 has collect_way "captured"
material house_lease of case 1 has 2 attachments
office says "2 页" of material house_lease of case 1
office shows 2 photographs and 0 signatures of case 1
taps "去评价"
taps "跳过"
nothing of the last citizen
takes the page away
