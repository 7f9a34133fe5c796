'use strict';
const report = JSON.parse(document.getElementById('data').textContent);
const page = document.getElementById('page');
const narrow = window.matchMedia('(max-width: 40rem)').matches;
// Okabe and Ito: told apart with any colour vision; lines differ by dash as well.
const COLOURS = ['#0072b2', '#d55e00', '#00795c', '#a3568f', '#8a6d00'];
const DASHES = ['solid', [6, 3], [2, 2], [9, 3, 2, 3], [1, 4]];
const plots = [];

function add(parent, tag, text, className) {
  const element = document.createElement(tag);
  if (text !== undefined && text !== null) element.textContent = text;
  if (className) element.className = className;
  parent.appendChild(element);
  return element;
}

const known = value => value !== null && value !== undefined;
const plain = value => !known(value) ? '–' : value === 0 ? '0'
  : Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));
const percent = value => known(value) ? plain(100 * value) + ' %' : '–';
const hours = value => !known(value) ? '–' : Math.abs(value) >= 72 ? plain(value / 24) + ' d' : plain(value) + ' h';

function interval(estimate, format) {
  if (!estimate || !known(estimate.value)) return '–';
  return format(estimate.value) + (known(estimate.low) ? ' [' + format(estimate.low) + ', ' + format(estimate.high) + ']' : '');
}

function table(parent, heads, rows, numbersFrom) {
  const body = add(add(parent, 'div', null, 'wide'), 'table');
  const head = add(body, 'tr');
  heads.forEach((text, i) => add(head, 'th', text, i >= numbersFrom ? 'number' : ''));
  rows.forEach(row => {
    const line = add(body, 'tr');
    row.forEach((cell, i) => add(line, 'td', cell, i >= numbersFrom ? 'number' : ''));
  });
  return body;
}

function plot(parent, height, option, label) {
  const element = add(parent, 'div', null, 'plot keep');
  element.style.height = height + 'px';
  element.setAttribute('role', 'img');
  element.setAttribute('aria-label', label);
  const chart = echarts.init(element, null, {renderer: 'svg'});
  chart.setOption(Object.assign({animation: false, textStyle: {fontFamily: 'system-ui, sans-serif'}}, option));
  plots.push(chart);
}

const axis = (name, more) => Object.assign({name: name, nameLocation: 'middle', nameGap: 28,
  nameTextStyle: {color: '#5b6675'}, axisLine: {show: true}, splitLine: {lineStyle: {color: '#eceff3'}}}, more);

/** One row a figure: its interval as a line, its value as a dot, a wanted value as a dashed line. */
function dots(parent, rows, name, format, wanted, log) {
  const shown = rows.filter(row => row.estimate && known(row.estimate.value)).reverse();
  if (shown.length === 0) { add(parent, 'p', 'Nothing to show.', 'faint'); return; }
  const least = Math.min(...shown.flatMap(row => [row.estimate.low, row.estimate.value]).filter(value => value > 0), 1);
  const at = value => log ? Math.max(value, least / 2) : value;
  const data = shown.map((row, i) => [at(row.estimate.value), i, at(known(row.estimate.low) ? row.estimate.low : row.estimate.value),
    at(known(row.estimate.high) ? row.estimate.high : row.estimate.value)]);
  plot(parent, 64 + 26 * shown.length, {
    grid: {left: narrow ? 118 : 190, right: 24, top: 8, bottom: 48},
    tooltip: {trigger: 'item', formatter: item => shown[item.data[1]].name + ': ' + interval(shown[item.data[1]].estimate, format)
      + ' (n = ' + shown[item.data[1]].estimate.n + ')'},
    xAxis: axis(name, {type: log ? 'log' : 'value', min: log ? undefined : value => Math.min(0, value.min), axisLabel: {formatter: format, hideOverlap: true}}),
    yAxis: {type: 'category', data: shown.map(row => row.name), axisTick: {show: false},
      axisLabel: {width: narrow ? 108 : 180, overflow: 'truncate', color: '#1c2430'}},
    series: [{type: 'custom', encode: {x: [0, 2, 3], y: 1}, data: data, clip: true,
      renderItem: (params, api) => {
        const y = api.coord([api.value(0), api.value(1)])[1];
        const x = api.coord([api.value(0), api.value(1)])[0];
        const low = api.coord([api.value(2), api.value(1)])[0];
        const high = api.coord([api.value(3), api.value(1)])[0];
        return {type: 'group', children: [
          {type: 'line', shape: {x1: low, y1: y, x2: high, y2: y}, style: {stroke: COLOURS[0], lineWidth: 3, opacity: 0.45}},
          {type: 'circle', shape: {cx: x, cy: y, r: 5}, style: {fill: COLOURS[0]}}]};
      },
      markLine: known(wanted) ? {symbol: 'none', silent: true, data: [{xAxis: wanted}],
        lineStyle: {color: COLOURS[1], type: 'dashed', width: 2}, label: {formatter: 'wanted', position: 'insideEndTop', color: COLOURS[1]}} : undefined}]
  }, name + ': ' + shown.map(row => row.name + ' ' + interval(row.estimate, format)).join('; '));
}

/** Lines with a band for the interval. */
function lines(parent, series, xName, yName, xFormat, mark) {
  const all = [];
  series.forEach((one, i) => {
    const points = one.points.filter(point => known(point.estimate.value));
    if (!one.plain && points.length && points.every(point => known(point.estimate.low))) {
      const edge = points.map(point => [point.x, point.estimate.high]).concat(points.map(point => [point.x, point.estimate.low]).reverse());
      all.push({type: 'custom', silent: true, data: [[points[0].x, 0]], clip: true,
        renderItem: (params, api) => ({type: 'polygon', shape: {points: edge.map(point => api.coord(point))}, style: {fill: COLOURS[i], opacity: 0.15}})});
    }
    all.push({type: 'line', name: one.name, data: points.map(point => [point.x, point.estimate.value]), symbolSize: 5, color: COLOURS[i],
      lineStyle: {type: DASHES[i], width: i === 0 ? 3 : 2},
      markLine: i === 0 && known(mark) ? {symbol: 'none', silent: true, data: [{xAxis: mark}], lineStyle: {color: '#5b6675', type: 'dashed'}, label: {formatter: 'today', color: '#5b6675'}} : undefined});
  });
  plot(parent, narrow ? 380 : 420, {
    legend: {data: series.map(one => one.name), top: 0, left: 0, itemWidth: 34},
    grid: {left: 56, right: 24, top: narrow ? 96 : 56, bottom: 48},
    tooltip: {trigger: 'item', formatter: item => item.seriesName + ': ' + xName + ' ' + xFormat(item.data[0]) + ', ' + yName + ' ' + percent(item.data[1])},
    xAxis: axis(xName, {type: 'value', axisLabel: {formatter: xFormat}, min: 'dataMin', max: 'dataMax'}),
    yAxis: axis(yName, {type: 'value', min: 0, max: 1, nameGap: 42, axisLabel: {formatter: percent}}),
    series: all
  }, yName + ' over ' + xName);
}

const VERDICTS = {MET: '✓ met', MISSED: '✗ missed', OPEN: '? open'};

function floors(parent, profile) {
  add(parent, 'h3', 'Floors');
  add(parent, 'p', 'A floor is met where the whole interval lies on its good side, missed where all of it lies on the other, and open where it lies on both or where there are fewer than 30.', 'faint');
  const body = table(parent, ['figure', '', 'wanted', 'value [95 %]', 'n'], [], 2);
  profile.floors.forEach(floor => {
    const line = add(body, 'tr');
    add(line, 'td', floor.name);
    add(line, 'td', VERDICTS[floor.verdict], 'verdict ' + floor.verdict);
    const wanted = [known(floor.at_least) ? '≥ ' + plain(floor.at_least) : null, known(floor.at_most) ? '≤ ' + plain(floor.at_most) : null];
    add(line, 'td', wanted.filter(known).join(', '), 'number');
    add(line, 'td', interval(floor.figure, plain), 'number');
    add(line, 'td', plain(floor.figure.n), 'number');
  });
}

function confusion(parent, profile) {
  add(parent, 'h3', 'What is true, and what the first case describes');
  add(parent, 'p', 'People. Labour abuse is a class of its own: right for an inspectorate, false for police.', 'faint');
  const columns = ['no case', 'labour_abuse', 'trafficking', 'child'];
  const body = table(parent, ['truth'].concat(columns), [], 1);
  body.className = 'heat';
  ['lawful', 'labour_abuse', 'trafficking', 'child'].filter(row => profile.confusion[row]).forEach(row => {
    const line = add(body, 'tr');
    add(line, 'th', row);
    const all = Object.values(profile.confusion[row]).reduce((a, b) => a + b, 0);
    columns.forEach(column => {
      const count = profile.confusion[row][column] || 0;
      const cell = add(line, 'td', count.toLocaleString('en') + ' (' + percent(count / all) + ')');
      cell.style.background = 'rgba(0, 114, 178, ' + (0.55 * Math.sqrt(count / all)).toFixed(2) + ')';
    });
  });
}

function recalls(parent, title, rows) {
  if (rows.length === 0) return;
  const more = add(parent, 'details');
  add(more, 'summary', title);
  table(more, ['', 'class', 'n', 'people found', 'groups found', 'from first evidence, median'],
    rows.map(row => [row.name, row.truth, plain(row.people.n), interval(row.people, percent), interval(row.groups, percent), interval(row.from_evidence, hours)]), 2);
}

function profile(parent, profile) {
  const usual = profile.prevalences[1];
  const tiles = add(parent, 'div', null, 'tiles');
  [['precision at 0.2 %', interval({value: usual.precision.value}, percent)], ['victims found', interval({value: usual.recall.value}, percent)],
    ['from first evidence, median', hours(profile.delays.from_evidence_median.value)],
    ['cases a day for 100,000', plain(usual.a_day.value)]].forEach(([name, value]) => {
    const tile = add(tiles, 'div', null, 'tile');
    add(tile, 'b', value);
    add(tile, 'span', name, 'faint');
  });
  floors(parent, profile);

  add(parent, 'h3', 'Are the opened cases right?');
  add(parent, 'p', 'Precision over opened cases, by the share of people who are victims. Nobody knows the true one.', 'faint');
  dots(parent, profile.prevalences.map(one => ({name: percent(one.prevalence) + ' are victims', estimate: one.precision})), 'precision', percent, 0.6);

  add(parent, 'h3', 'Who is found?');
  add(parent, 'p', 'Share of the people of each typology, and of two routes, on whom or on whose situation a case was opened after harm began.', 'faint');
  dots(parent, profile.typologies.concat(profile.routes.map(one => Object.assign({}, one, {name: 'route: ' + one.name})))
    .map(one => ({name: one.name, estimate: one.people})), 'recall', percent, 0.7);
  recalls(parent, 'Typologies in numbers', profile.typologies.concat(profile.routes));
  recalls(parent, 'Reported apart: undetectable, and offenders who read thresholds', profile.apart);

  add(parent, 'h3', 'How soon?');
  add(parent, 'p', 'Median hours from the first record that shows something to the opening of a case, of those found. All: median '
    + interval(profile.delays.from_evidence_median, hours) + ', p95 ' + interval(profile.delays.from_evidence_p95, hours)
    + '. From the onset of harm: median ' + interval(profile.delays.from_onset_median, hours) + ', p95 ' + interval(profile.delays.from_onset_p95, hours) + '.', 'faint');
  dots(parent, profile.typologies.map(one => ({name: one.name, estimate: one.from_evidence})), 'from first evidence', hours, 24);

  if (profile.methods.length) {
    add(parent, 'h3', 'Against what others would build');
    add(parent, 'p', 'Precision against recall, at 0.2 % victims; people ranked by each method. The band is the interval of this system.', 'faint');
    lines(parent, profile.methods.map((method, i) => ({name: method.name, plain: i > 0,
      points: method.curve.map(point => ({x: point.recall, estimate: point.precision}))})), 'recall', 'precision', percent);
    dots(parent, profile.methods.map(method => ({name: method.name, estimate: method.area})), 'area under the curve (AUPRC)', plain);
  }

  add(parent, 'h3', 'Who is flagged in error?');
  add(parent, 'p', 'Cases on lawful people and what is theirs, for each 1,000 months that somebody lives so. A month: studios '
    + interval(profile.false_flags.studios, percent) + ' over ' + plain(profile.false_flags.studio_months) + ' studio-months; independents '
    + interval(profile.false_flags.independents, percent) + ' over ' + plain(profile.false_flags.person_months) + ' person-months.', 'faint');
  dots(parent, profile.decoys.map(one => ({name: one.behaviour, estimate: one.per_thousand_months})), 'cases in 1,000 person-months', plain);
  const wrong = add(parent, 'details');
  add(wrong, 'summary', 'Wrong cases by what they are about and the rules on them');
  table(wrong, ['about', 'behaviour', 'rules', 'cases'], profile.wrong.map(one => [one.entity, one.behaviour, one.rules, plain(one.cases)]), 3);

  confusion(parent, profile);

  add(parent, 'h3', 'Do the words mean what they say?');
  add(parent, 'p', 'Share of opened cases with each word that are right, at 0.2 % victims. By ICD 203: unlikely 20-45 %, roughly even chance 45-55 %, likely 55-80 %, very likely 80-95 %.', 'faint');
  dots(parent, profile.words.map(one => ({name: one.word, estimate: one.right})), 'share that are right', percent);

  add(parent, 'h3', 'What would another line do?');
  const chosen = profile.lines.find(line => line.chosen);
  lines(parent, ['precision', 'recall'].map(name => ({name: name,
    points: profile.lines.filter(line => line.points % 5 === 0).map(line => ({x: line.points, estimate: line[name]}))})), 'points that open a case', 'share', plain, chosen.points);

  add(parent, 'h3', 'What does each rule give?');
  add(parent, 'p', 'Share of victims who would not be found without the rule.', 'faint');
  const proven = profile.rules.filter(rule => rule.proof === 'PROVEN').sort((a, b) => b.recall_lost.value - a.recall_lost.value);
  dots(parent, proven.map(rule => ({name: rule.id, estimate: rule.recall_lost})), 'recall lost', percent);
  ['UNPROVEN', 'SILENT'].forEach(proof => {
    const some = profile.rules.filter(rule => rule.proof === proof);
    add(parent, 'p', (proof === 'SILENT' ? 'Never held here: ' : 'Held, and no right case needs it: ') + (some.map(rule => rule.id).join(', ') || 'none') + '.');
  });
  const all = add(parent, 'details');
  add(all, 'summary', 'All rules in numbers');
  table(all, ['rule', 'indicator', 'findings', 'on right cases', 'on wrong cases', 'right need it', 'wrong need it', 'recall lost'],
    profile.rules.map(rule => [rule.id, rule.indicator, plain(rule.findings), plain(rule.on_right), plain(rule.on_wrong), plain(rule.right_need_it),
      plain(rule.wrong_need_it), interval(rule.recall_lost, percent)]), 2);
}

page.textContent = '';
const setup = report.setup;
add(page, 'h1', 'What the rules made of the world “' + setup.world + '”');
add(page, 'p', setup.seeds.length + ' world' + (setup.seeds.length > 1 ? 's' : '') + ' of ' + setup.accounts.toLocaleString('en') + ' accounts over ' + setup.weeks
  + ' weeks, seeds ' + setup.seeds.join(', ') + '. Rule set ' + setup.rule_set.slice(0, 12) + '. Intervals: 95 %, ' + setup.resamples + ' resamples.', 'faint');
const nav = add(page, 'nav');
report.profiles.forEach(one => { add(nav, 'a', one.feed).href = '#' + one.feed; });
add(nav, 'a', 'method').href = '#method';
report.profiles.forEach(one => {
  const section = add(page, 'section');
  add(section, 'h2', 'Feed: ' + one.feed).id = one.feed;
  add(section, 'p', one.records.toLocaleString('en') + ' records, ' + one.findings.toLocaleString('en') + ' findings, ' + one.cases.toLocaleString('en') + ' cases.', 'faint');
  profile(section, one);
});
add(page, 'h2', 'Method').id = 'method';
const method = add(page, 'ul');
setup.method.forEach(text => add(method, 'li', text));
const resize = () => plots.forEach(chart => chart.resize());
window.addEventListener('resize', resize);
window.addEventListener('beforeprint', () => { document.querySelectorAll('details').forEach(one => { one.open = true; }); resize(); });
