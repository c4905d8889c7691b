/// The look of a report: by day, by night, on a phone and on paper.
enum Stylesheet {
    /// Every rule that a report needs.
    static let text = colours + words + blocks + tables + charts + media

    private static let night = """
        --paper:#12151a;--card:#1a1e25;--ink:#eceae4;--soft:#a3abb7;--hair:#2d333d;--wash:#20252d;
        --good:#5fd39a;--bad:#ff8b80;--care:#e9c46a;
        --c1:#6db8ff;--c2:#ff9d6c;--c3:#68d6a0;--c4:#d6a2f5;--c5:#e3c65a;--c6:#b3c0d0;
        """

    private static let colours = """
        :root{color-scheme:light dark;
        --paper:#faf8f4;--card:#fff;--ink:#1c2027;--soft:#5b6370;--hair:#e4e0d8;--wash:#f3f0ea;
        --good:#1c7a4c;--bad:#b3261e;--care:#8a5a00;
        --c1:#0a5fae;--c2:#b94a0d;--c3:#1f7a4f;--c4:#8440a3;--c5:#7d6400;--c6:#4a5868;
        --sans:"Inter",ui-sans-serif,system-ui,-apple-system,"Segoe UI","Noto Sans",sans-serif;
        --serif:ui-serif,"Iowan Old Style",Charter,"Noto Serif",Georgia,serif}
        @media(prefers-color-scheme:dark){:root{\(night)}}
        .c1{--c:var(--c1)}.c2{--c:var(--c2)}.c3{--c:var(--c3)}
        .c4{--c:var(--c4)}.c5{--c:var(--c5)}.c6{--c:var(--c6)}

        """

    private static let words = """
        *{box-sizing:border-box}
        body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 var(--sans);
        font-variant-numeric:tabular-nums;-webkit-text-size-adjust:100%}
        main{max-width:1112px;margin:0 auto;padding:56px 24px 72px}
        h1,h2,h3,.big{font-family:var(--serif);font-weight:600;line-height:1.12;
        letter-spacing:-.012em;text-wrap:balance}
        h1{font-size:clamp(38px,6vw,64px);margin:6px 0 14px}
        h2{font-size:27px;margin:60px 0 6px}
        h3{font-size:19px;margin:0 0 2px}
        p{margin:0 0 12px;max-width:70ch}
        .over{font-size:13px;font-weight:600;letter-spacing:.09em;text-transform:uppercase;
        color:var(--soft);margin:0}
        .about{font-size:clamp(18px,2.2vw,22px);line-height:1.4;margin:0 0 16px;text-wrap:balance}
        .lead{font-size:18px;color:var(--soft);max-width:none;margin:0}.lead b{color:var(--ink)}
        .lead span{white-space:nowrap}
        .note{font-size:14px;color:var(--soft)}
        code,pre{font-family:ui-monospace,"SF Mono",Menlo,Consolas,"Noto Sans Mono",monospace;
        font-size:.9em}
        pre{background:var(--wash);border:1px solid var(--hair);border-radius:8px;
        padding:14px 16px;white-space:pre-wrap;overflow-wrap:anywhere;margin:14px 0 0}
        pre span{display:inline-block;max-width:100%}

        """

    private static let blocks = """
        .verdict{display:grid;grid-template-columns:1fr auto;gap:8px 40px;align-items:center;
        background:var(--card);border:1px solid var(--hair);border-left:8px solid var(--tone);
        border-radius:12px;padding:28px 32px;margin:36px 0 20px;break-inside:avoid}
        .good{--tone:var(--good)}.bad{--tone:var(--bad)}.open{--tone:var(--soft)}
        .verdict.bad{border-left-style:double}.verdict.open{border-left-style:dashed}
        .say{display:grid;grid-template-columns:auto 1fr;gap:18px;align-items:center}
        .say>svg{width:60px;height:60px;color:var(--tone);flex:none}
        .big{font-size:clamp(27px,3.6vw,40px);margin:0;color:var(--tone)}
        .verdict ul,.list{list-style:none;margin:14px 0 0;padding:0}
        .list li{padding:5px 0 5px 28px;position:relative;max-width:90ch}
        .list li>b:first-child{position:absolute;left:0;width:22px;text-align:center}
        .list .good b:first-child{color:var(--good)}.list .bad b:first-child{color:var(--bad)}
        .list .care b:first-child{color:var(--care)}
        .list .open{color:var(--soft)}
        .verdict .proofs{grid-column:1/-1;columns:2;column-gap:40px;margin:18px 0 0;
        padding-top:16px;border-top:1px solid var(--hair);font-size:15px}
        .proofs li{break-inside:avoid;text-wrap:pretty}.proofs .bad{font-weight:600;color:var(--bad)}
        .brief{margin:0;padding:18px 22px;grid-template-columns:minmax(0,1fr);align-items:start}
        .brief .big{font-size:25px}.brief .say>svg{width:40px;height:40px}
        .brief p{font-size:15px}
        .house{margin:0;text-align:center}
        .house svg{display:block;width:310px;max-width:100%;margin:0 auto 4px}
        .house .sold{fill:var(--c1)}.house .held{fill:none;stroke:var(--c1);stroke-width:2.4}
        .house .free{fill:none;stroke:var(--soft);stroke-width:.8;opacity:.55}
        .house .stage{fill:none;stroke:var(--soft);stroke-width:1.5;stroke-linecap:round}
        .house figcaption{font-size:14px;color:var(--soft)}
        .house b{color:var(--ink)}
        .tiles{display:grid;grid-template-columns:repeat(4,minmax(0,1fr));gap:12px}
        .tile:last-child:nth-child(4n+3){grid-column:span 2}
        .tile:last-child:nth-child(4n+2){grid-column:span 3}
        .tile:last-child:nth-child(4n+1){grid-column:span 4}
        .tile{background:var(--card);border:1px solid var(--hair);border-radius:12px;
        padding:15px 18px;break-inside:avoid}
        .tile b{display:block;font:600 29px/1.2 var(--serif);white-space:nowrap}
        .tile span{display:block;font-size:14px;line-height:1.35;color:var(--soft)}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:5px 22px;margin:12px 0 0}
        dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
        .halves{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:14px;margin-top:14px}
        footer{margin-top:64px;padding-top:18px;border-top:1px solid var(--hair)}

        """

    private static let tables = """
        .scroll{overflow-x:auto;margin-top:14px;background:var(--card);
        border:1px solid var(--hair);border-radius:12px}
        table{border-collapse:collapse;width:100%;font-size:15px}
        th,td{padding:9px 13px;text-align:right;white-space:nowrap;
        border-bottom:1px solid var(--hair)}
        tbody tr:last-child>*{border-bottom:0}
        thead th{font-size:13px;font-weight:600;color:var(--soft);vertical-align:bottom}
        .l{text-align:left}tbody th{font-weight:600;text-align:left}
        .bar{width:34%;min-width:90px;text-align:left}
        .bar i{display:block;height:12px;min-width:3px;border-radius:3px;background:var(--bad)}
        .bar .yes{background:none;border:1.5px solid var(--soft)}

        """

    private static let charts = """
        figure.card{margin:14px 0 0;background:var(--card);border:1px solid var(--hair);
        border-radius:12px;padding:18px 20px 14px;break-inside:avoid;min-width:0}
        .halves figure.card{margin:0}
        figure.card>p{font-size:14px;color:var(--soft);margin:0 0 8px;max-width:none}
        .chart{display:none;width:100%;height:auto;overflow:visible;font-family:var(--sans)}
        .at-wide,.at-half{display:block}
        .chart text{font-size:12px;fill:var(--soft)}
        .chart .end{text-anchor:end}.chart .middle{text-anchor:middle}
        .chart .unit{font-size:11.5px;font-weight:600}
        .chart .name{font-weight:600;fill:var(--c)}
        .grid{stroke:var(--hair)}.base,.mark{stroke:var(--soft);opacity:.7}
        .rule{stroke:var(--ink);stroke-dasharray:2 4;opacity:.8}.chart .rule-name{fill:var(--ink)}
        .line{fill:none;stroke:var(--c);stroke-width:2.2;stroke-linejoin:round}
        .dash2{stroke-dasharray:9 3}.dash3{stroke-dasharray:12 3 3 3}.dash4{stroke-dasharray:5 2.5}
        .dash5{stroke-dasharray:16 4}.dash6{stroke-dasharray:9 3 2 3 2 3}
        .quiet{stroke-width:1.2;opacity:.75}
        .doubt{stroke-dasharray:1 5;stroke-linecap:round;stroke-width:2.6}
        .area{fill:var(--c);opacity:.1}
        .dot{fill:var(--c);stroke:var(--card);stroke-width:1.2}
        .lead.c1,.lead.c2,.lead.c3,.lead.c4,.lead.c5,.lead.c6{stroke:var(--c);opacity:.4}
        .hit rect{fill:transparent}.hit>g{opacity:0;pointer-events:none}.hit:hover>g{opacity:1}
        .cross{stroke:var(--ink);opacity:.45}
        .hit .tip{fill:var(--card);stroke:var(--hair)}
        .chart .tip-head{fill:var(--ink);font-weight:600}.chart .tip-word{fill:var(--ink)}

        """

    private static let media = """
        @media(max-width:940px){.tiles{grid-template-columns:repeat(2,minmax(0,1fr))}
        .tile:last-child:nth-child(n){grid-column:auto}
        .tile:last-child:nth-child(odd){grid-column:span 2}
        .at-wide{display:none}.at-middle{display:block}
        .halves{grid-template-columns:minmax(0,1fr)}}
        @media(max-width:560px){.at-middle,.at-half{display:none}.at-small{display:block}
        main{padding:32px 14px 48px}figure.card{padding:14px 12px 10px}h2{margin-top:44px}
        .verdict{grid-template-columns:minmax(0,1fr);padding:20px 18px;gap:22px}
        .verdict .proofs{columns:1}.say{gap:14px;align-items:start}.say>svg{width:42px;height:42px}
        .tiles{gap:8px}.tile{padding:12px 14px}
        .tile b{font-size:24px}dl{grid-template-columns:minmax(0,1fr);gap:0}dd{margin-bottom:9px}
        th,td{padding:8px 10px}}
        @media print{:root{color-scheme:light;--paper:#fff;--wash:#fff}
        body{font-size:10.5pt}main{padding:0;max-width:none}h2{margin-top:26px;break-after:avoid}
        .at-wide,.at-half{display:none}.at-middle{display:block}.halves .at-small{display:block}
        .halves{grid-template-columns:repeat(2,minmax(0,1fr))}
        .leading .at-small,.hit{display:none}.scroll{overflow:visible;break-inside:avoid}table{font-size:8.5pt}
        th,td{padding:4px 6px}tr{break-inside:avoid}*{print-color-adjust:exact}}

        """
}
