/// Style and script of the study page: nothing is loaded from elsewhere.
#pragma once

#include <string_view>

namespace ctgrad::detail {

/// Light and dark, wide and narrow, on paper.
inline constexpr std::string_view page_style = R"css(
:root{color-scheme:light dark;--page:#f6f7f9;--box:#fff;--soft:#eef1f5;--text:#1c2430;
--quiet:#5a6675;--line:#a3adba;--rule:#dde2e8;--forward:#1d5fd1;--backward:#b4470c;
--update:#1b7f4b;--glow:#1d5fd133}
@media (prefers-color-scheme:dark){:root{--page:#12161c;--box:#1b212a;--soft:#242c37;
--text:#e6eaf0;--quiet:#9ba8b8;--line:#5b6878;--rule:#313b48;--forward:#7fb0ff;
--backward:#ff9d5c;--update:#5fd38d;--glow:#7fb0ff44}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--text);line-height:1.5;
font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
.wide{max-width:1440px;margin:0 auto;padding:0 20px}
header.wide{padding-top:18px}
h1{font-size:1.35rem;line-height:1.3;margin:0;overflow-wrap:anywhere}
h2{font-size:1.05rem;margin:0 0 10px}
h3{font-size:1rem;margin:0 0 6px}
p{margin:0 0 8px}
math{font-size:1.12em;font-family:"STIX Two Math","Latin Modern Math","Cambria Math",math,serif}
.formula{overflow-x:auto;padding:6px 0 10px}
.stage{display:grid;gap:16px;grid-template-columns:minmax(0,1fr) 400px;align-items:start}
.card{min-width:0;overflow-wrap:anywhere;background:var(--box);
border:1px solid var(--rule);border-radius:12px;padding:16px}
.drawing{overflow:auto;max-height:calc(100vh - 190px);min-height:180px;position:relative}
.drawing svg{display:block;margin:0 auto;max-width:100%;height:auto}
.stacked{grid-template-columns:minmax(0,1fr)}
.stacked .steps{display:grid;gap:8px 28px;grid-template-columns:352px minmax(0,1fr);
min-height:250px;align-items:start}
.stacked .drawing{max-height:max(240px,calc(100vh - 440px));min-height:0}
.stacked .body{display:grid;gap:4px 32px;grid-template-columns:minmax(180px,2fr) minmax(0,5fr)}
.stacked .body>div:only-child{grid-column:1/-1}
.stacked .step dl{display:grid;gap:4px 32px;
grid-template-columns:repeat(auto-fit,minmax(min(100%,230px),1fr))}
.stacked .step dt{margin-top:0}
.legend{color:var(--quiet);font-size:.86rem;margin:10px 0 0;display:flex;gap:4px 16px;
flex-wrap:wrap}
.legend b{font-weight:600}
.forward{color:var(--forward)}.backward{color:var(--backward)}.update{color:var(--update)}
.controls{display:flex;flex-wrap:wrap;gap:6px;align-items:center;margin-bottom:12px}
.controls .where{margin-left:auto;color:var(--quiet);font-size:.9rem;
font-variant-numeric:tabular-nums}
button{font:inherit;font-size:.92rem;color:inherit;background:var(--soft);cursor:pointer;
border:1px solid var(--rule);border-radius:8px;padding:6px 10px;min-height:38px}
button:hover:not(:disabled){border-color:var(--line)}
button:disabled{opacity:.45;cursor:default}
button.main{background:var(--forward);border-color:var(--forward);color:var(--box);
font-weight:600}
button[aria-current=true]{border-color:currentColor;font-weight:600}
:focus-visible{outline:3px solid var(--forward);outline-offset:2px}
.bar{height:4px;border-radius:2px;background:var(--soft);margin:0 0 14px;overflow:hidden}
.bar i{display:block;height:100%;width:0;background:var(--forward)}
.step{border-left:4px solid var(--forward);padding-left:14px}
.step[data-phase=backward]{border-color:var(--backward)}
.step[data-phase=update]{border-color:var(--update)}
.step .rule{color:var(--quiet);font-size:.92rem}
.step .line{overflow-x:auto;padding:3px 0}
.step .line+.line{margin-top:2px}
.step dl{margin:0}
.step dt{margin-top:8px;font-size:.92rem;color:var(--quiet)}
.step dd{margin:0}
.numbers{font-variant-numeric:tabular-nums}
.scroll{overflow:auto;max-height:460px}
#price{margin:12px 0 0}
summary{cursor:pointer}
table{border-collapse:collapse;width:100%;font-size:.94rem;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--quiet);padding-bottom:8px;font-size:.92rem}
th,td{text-align:right;padding:5px 12px;border-bottom:1px solid var(--rule);white-space:nowrap}
th:first-child,td:first-child{text-align:left;padding-left:0}
th:last-child,td:last-child{padding-right:0}
thead th{color:var(--quiet);font-weight:600}
tbody th{font-weight:400}
.good{color:var(--update);font-weight:600}.bad{color:var(--backward);font-weight:600}
.tables{display:grid;gap:16px;grid-template-columns:repeat(auto-fit,minmax(min(100%,440px),1fr));
margin:16px auto;align-items:start}
footer.wide{color:var(--quiet);font-size:.86rem;padding-bottom:28px}
kbd{font:inherit;font-size:.86rem;border:1px solid var(--rule);border-radius:4px;padding:0 5px;
background:var(--soft)}
.stepping .step:not(.now){display:none}
.stepping .graph .dim{visibility:hidden}
.graph .node.on rect{stroke:var(--forward);stroke-width:2.6;fill:var(--soft)}
.graph .arrow.on path{stroke:var(--forward);stroke-width:2.6}
.graph .arrow.on .head{fill:var(--forward)}
.graph .node.on.back rect{stroke:var(--backward)}
.graph .arrow.on.back path{stroke:var(--backward)}
.graph .arrow.on.back .head{display:none}
.graph .arrow.on.back .back{display:inline;fill:var(--backward)}
.graph .node.on.update rect{stroke:var(--update)}
@media (max-width:900px){.wide{padding:0 12px}.stage{grid-template-columns:minmax(0,1fr)}
.drawing,.stacked .drawing{max-height:46vh}
.drawing svg{max-width:none;min-width:0!important;height:auto}
.stacked .steps,.stacked .body,.stacked .step dl{display:block}
.card{padding:12px}h1{font-size:1.15rem}
.controls .where{width:100%;margin:0}
.controls .main{flex:1}}
@media print{:root{--page:#fff;--box:#fff;--soft:#f1f4f8;--text:#000;--quiet:#333;--line:#888;
--rule:#ccc;--forward:#1d5fd1;--backward:#b4470c;--update:#1b7f4b}
body{font-size:11pt}.controls,.bar,footer{display:none}.stage,.stage .steps,.tables{display:block}
.card{border:0;padding:0;margin-bottom:14pt}.stepping .step:not(.now){display:block}
.step{break-inside:avoid;margin-bottom:9pt}
.drawing,.scroll{max-height:none!important;overflow:visible}
.drawing svg{max-width:100%;min-width:0!important;height:auto}
.stepping .graph .dim{visibility:visible}
tr{break-inside:avoid}}
)css";

/// Shows one step at a time. Without it, all of them are there, one below the other.
inline constexpr std::string_view page_script = R"js(
(function () {
  'use strict';
  var steps = Array.from(document.querySelectorAll('.step'));
  var nodes = Array.from(document.querySelectorAll('.graph .node'));
  var arrows = Array.from(document.querySelectorAll('.graph .arrow'));
  var drawing = document.querySelector('.drawing');
  var where = document.getElementById('where'), bar = document.querySelector('.bar i');
  var buttons = {};
  document.querySelectorAll('[data-go]').forEach(function (b) { buttons[b.dataset.go] = b; });
  var now = 0;
  function list(step, name) { return (step.dataset[name] || '').split(' ').filter(Boolean); }
  function show(which, quiet) {
    now = Math.max(0, Math.min(steps.length - 1, which));
    var values = new Set(), adjoints = new Set(), step = steps[now], phase = step.dataset.phase;
    steps.forEach(function (s, i) {
      s.classList.toggle('now', i === now);
      if (i > now) return;
      list(s, 'values').forEach(function (n) { values.add(n); });
      list(s, 'adjoints').forEach(function (n) { adjoints.add(n); });
    });
    var on = new Set(list(step, 'nodes')), main = step.dataset.main, focus = null;
    nodes.forEach(function (n) {
      var id = n.dataset.node, v = n.querySelector('.value'), a = n.querySelector('.adjoint');
      if (v) v.classList.toggle('dim', !values.has(id));
      if (a) a.classList.toggle('dim', !adjoints.has(id));
      n.classList.toggle('on', on.has(id));
      n.classList.toggle('back', phase === 'backward');
      n.classList.toggle('update', phase === 'update');
      if (id === main) focus = n;
    });
    arrows.forEach(function (a) {
      var lit = on.has(a.dataset.to) && a.dataset.to === main && on.has(a.dataset.from);
      if (phase === 'backward') lit = lit && a.classList.contains('active');
      a.classList.toggle('on', lit && phase !== 'update');
      a.classList.toggle('back', phase === 'backward');
    });
    where.textContent = 'Step ' + (now + 1) + ' of ' + steps.length;
    bar.style.width = 100 * (now + 1) / steps.length + '%';
    bar.style.background = 'var(--' + (phase === 'loss' ? 'forward' : phase) + ')';
    buttons.back.disabled = now === 0;
    buttons.next.disabled = now === steps.length - 1;
    ['forward', 'loss', 'backward', 'update'].forEach(function (p) {
      if (buttons[p]) buttons[p].setAttribute('aria-current', String(phase === p));
    });
    document.body.dataset.step = now;
    if (focus && drawing) {
      var box = focus.getBoundingClientRect(), frame = drawing.getBoundingClientRect();
      drawing.scrollLeft += box.left + box.width / 2 - frame.left - frame.width / 2;
      drawing.scrollTop += box.top + box.height / 2 - frame.top - frame.height / 2;
    }
    if (!quiet) try { history.replaceState(null, '', '#' + (now + 1)); } catch (e) { }
  }
  function first(phase) {
    return steps.findIndex(function (s) { return s.dataset.phase === phase; });
  }
  function go(target) {
    if (target === 'next') show(now + 1);
    else if (target === 'back') show(now - 1);
    else if (target === 'first') show(0);
    else if (target === 'last') show(steps.length - 1);
    else if (first(target) >= 0) show(first(target));
  }
  Object.keys(buttons).forEach(function (k) {
    buttons[k].addEventListener('click', function () { go(k); });
  });
  document.addEventListener('keydown', function (e) {
    if (e.altKey || e.ctrlKey || e.metaKey || e.shiftKey) return;
    var keys = { ArrowRight: 'next', ArrowLeft: 'back', Home: 'first', End: 'last' };
    if (!keys[e.key]) return;
    go(keys[e.key]);
    e.preventDefault();
  });
  function fromAddress() { show((parseInt(location.hash.slice(1), 10) || 1) - 1, true); }
  window.addEventListener('hashchange', fromAddress);
  document.body.classList.add('stepping');
  fromAddress();
})();
)js";

}  // namespace ctgrad::detail
