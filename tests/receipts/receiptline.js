// SPDX-License-Identifier: Apache-2.0
// receiptline.js FOLDER: documents set by npm's receiptline for four families of printers; for each
// NAME.bin (the bytes) and NAME.json (where its own SVG puts every letter, and what its codes hold).
'use strict';
const fs = require('fs');
const path = require('path');
const folder = process.argv[2];
const receiptline = require(path.join(process.argv[3], 'node_modules', 'receiptline'));

const documents = {
    slip: '^^^盐湖区政务服务\n"^自助受理回执\n-\n受理号 | "2026112600012\n{width:8,*}\n事项 | 居住证明（首次申请）|\n' +
        '时间 | 2026-11-23 16:00 |\n{width:auto}\n-\n请保留此回执。办理结果会以短信告诉您。 |\n' +
        '{code:https://example.invalid/q/61082026;option:qrcode,5,M}\n扫码查询\n',
    table: '{width:10,6,8;align:center}\n项目 | 数量 | 金额\n工本费 | 1 | ¥5.00\n邮寄 | 2 | ¥24.50\n合计 | | "¥29.50\n',
    sizes: 'plain 汉字\n^wide 宽\n^^tall 高\n^^^both 双\n^^^^four 四\n"bold 粗\n_under 线_\n`white 白`\n|left 左\nright 右|\ncentre 中\n',
    bars: '{code:690123456789;option:ean,hri}\n{code:KIOSK-017;option:code39,2,60}\n{code:Budayang 2026;option:code128,2,72,hri}\n' +
        '{code:A1234B;option:nw7}\n{code:12345678;option:itf}\n{code:TEST93;option:code93}\n',
    rare: '囧㙓煊堃喆 赟 鑫 \n全角ＡＢＣ，。！？「」\n',
};
const codes = { slip: ['https://example.invalid/q/61082026'], bars: ['690123456789', 'KIOSK-017', 'Budayang 2026', 'A1234B', '12345678', 'TEST93'] };

function letters(svg) {
    const lines = [];
    for (const [, dx, dy, body] of svg.matchAll(/<g transform="translate\((\d+),(\d+)\)">(.*?)<\/g>/gs)) {
        const line = { bottom: Number(dy), letters: [] };
        for (const [, attributes, spans] of body.matchAll(/<text([^>]*)>(.*?)<\/text>/gs)) {
            const [, sx, sy] = attributes.match(/scale\((\d+),(\d+)\)/) || [0, 1, 1];
            for (const [, x, c] of spans.matchAll(/<tspan x="([\d.]+)">(.*?)<\/tspan>/gs)) {
                const letter = c.replace('&#xa0;', ' ').replace('&lt;', '<').replace('&gt;', '>').replace('&amp;', '&');
                if (letter !== ' ')
                    line.letters.push([letter, Number(dx) + Number(x) * sx, Number(sx), Number(sy)]);
            }
        }
        if (line.letters.length > 0)
            lines.push(line);
    }
    return lines;
}

for (const [name, text] of Object.entries(documents))
    for (const command of ['escpos', 'generic', 'sii', 'citizen'])
        for (const cpl of [32, 48]) {
            if (name === 'bars' && command === 'sii') // its printers take values of bars, not ESC/POS's letters
                continue;
            const options = { cpl, encoding: 'gb18030', spacing: false, cutting: true };
            const stem = path.join(folder, `${name}-${command}-${cpl}`);
            fs.writeFileSync(`${stem}.bin`, receiptline.transform(text, { ...options, command }), 'binary');
            const svg = receiptline.transform(text, { ...options, command: 'svg' });
            fs.writeFileSync(`${stem}.json`, JSON.stringify({ dots: cpl * 12, lines: name === 'bars' ? [] : letters(svg), codes: codes[name] || [] }));
        }
