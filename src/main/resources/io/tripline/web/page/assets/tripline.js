// What a view does beyond links and forms: the drawer, keys, alerts as they come, copying, charts. Nothing here writes HTML.
'use strict';
(function () {
  const one = (selector, from) => (from || document).querySelector(selector);
  const all = (selector, from) => Array.from((from || document).querySelectorAll(selector));
  const drawer = one('#drawer');
  let drawerFrom = null;

  function say(text) {
    const said = one('#said');
    said.textContent = text;
    clearTimeout(said.timer);
    said.timer = setTimeout(() => { said.textContent = ''; }, 4000);
  }

  // --- the drawer -------------------------------------------------------------------------------------------------------

  document.body.addEventListener('htmx:beforeRequest', event => {
    if (event.detail.target.id === 'drawer-body') drawerFrom = event.detail.elt;
  });
  document.body.addEventListener('htmx:afterSwap', event => {
    if (event.detail.target.id === 'drawer-body') {
      if (!drawer.open) drawer.showModal();
      drawer.append(one('#said')); // what is behind a modal dialog is neither seen nor read out
      const close = document.createElement('button');
      close.type = 'button';
      close.className = 'small secondary outline close';
      close.textContent = 'Close';
      close.addEventListener('click', () => drawer.close());
      one('#drawer-body').prepend(close);
      one('#drawer-body').scrollTop = 0;
    }
    prepare(document);
  });
  drawer.addEventListener('close', () => {
    document.body.append(one('#said'));
    one('#drawer-body').replaceChildren();
    if (drawerFrom && document.contains(drawerFrom)) drawerFrom.focus();
    refresh();
  });
  drawer.addEventListener('click', event => { if (event.target === drawer) drawer.close(); });

  // --- parts that are shown anew -------------------------------------------------------------------------------------------

  // Nothing is taken from under who reads in it: a part that asks for itself waits until all details in it are closed.
  document.body.addEventListener('htmx:beforeRequest', event => {
    const part = event.detail.elt;
    if (part === event.detail.target && one('details[open]', part)) event.preventDefault();
  });

  // Who was at a row, or had moved a table aside, still is.
  let before = null;
  document.body.addEventListener('htmx:beforeSwap', event => {
    const row = document.activeElement.closest('tr[data-row]');
    before = {
      row: row && event.detail.target.contains(row) ? row.dataset.row : null,
      aside: new Map(all('.scroll', event.detail.target).map(part => [part.getAttribute('aria-label'), part.scrollLeft]))
    };
  });
  document.body.addEventListener('htmx:afterSettle', () => {
    if (!before) return;
    all('.scroll').forEach(part => { part.scrollLeft = before.aside.get(part.getAttribute('aria-label')) || part.scrollLeft; });
    if (before.row) goTo(all('tr[data-row]').findIndex(row => row.dataset.row === before.row));
    before = null;
  });

  // --- requests that go wrong ---------------------------------------------------------------------------------------------

  document.body.addEventListener('htmx:responseError', event => {
    const status = event.detail.xhr.status;
    if (status === 401) window.location.assign('/sign-in?to=' + encodeURIComponent(window.location.pathname + window.location.search));
    else say(status === 403 ? 'This page is of a session that has ended: load it again.' : 'That did not work (' + status + ').');
  });
  document.body.addEventListener('htmx:sendError', () => say('The program does not answer.'));

  // --- alerts as they come ------------------------------------------------------------------------------------------------

  let came = 0;
  let waiting = null;
  function refresh() {
    const live = one('[data-refresh]');
    const part = live && one(live.dataset.refresh);
    if (part && part.dataset.self) htmx.ajax('GET', part.dataset.self, { target: live.dataset.refresh, swap: 'outerHTML' });
  }
  const live = one('[data-live]');
  if (live) {
    const source = new EventSource(live.dataset.live);
    source.onopen = () => { live.classList.remove('off'); refresh(); }; // one may have come since the list was made
    source.onerror = () => live.classList.add('off');
    source.onmessage = () => {
      came++;
      if (!waiting) waiting = setTimeout(() => {
        waiting = null;
        if (!drawer.open) refresh();
        say(came === 1 ? 'A new alert' : came + ' new alerts');
        came = 0;
      }, 400);
    };
    window.addEventListener('pagehide', () => source.close());
  }

  // --- keys ---------------------------------------------------------------------------------------------------------------

  let at = -1;
  function move(step) {
    const rows = all('tr[data-row]');
    if (!rows.length) return;
    goTo(Math.max(0, Math.min(rows.length - 1, at + step)));
  }
  function goTo(index) {
    at = index;
    const rows = all('tr[data-row]');
    rows.forEach((row, i) => row.classList.toggle('at', i === at));
    if (rows[at]) one('a.row', rows[at]).focus();
  }
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest('input, textarea, select')) return;
    const within = drawer.open ? drawer : document;
    const pressed = key => { const found = one('[data-key="' + key + '"]', within); if (found) { event.preventDefault(); found.click(); if (found.tagName === 'SUMMARY') one('textarea', found.parentElement)?.focus(); } };
    switch (event.key) {
      case 'j': move(1); break;
      case 'k': move(-1); break;
      case '/': { const search = one('#search'); if (search && !drawer.open) { event.preventDefault(); search.focus(); } break; }
      case '?': one('#keys').showModal(); break;
      case 'a': case 'c': case 'u': pressed(event.key); break;
    }
  });

  // --- parts of a view ------------------------------------------------------------------------------------------------------

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      say('Copied');
    } catch (refused) {
      say('The browser lets nobody copy here: mark the text instead.');
    }
  }

  document.addEventListener('click', async event => {
    const button = event.target.closest('[data-open], [data-copy], [data-copy-from], [data-close]');
    if (!button) return;
    if (button.dataset.open) one('#' + button.dataset.open).showModal();
    if (button.dataset.copy) copy(one(button.dataset.copy).textContent);
    if (button.dataset.copyFrom) {
      const answer = await fetch(button.dataset.copyFrom);
      if (answer.ok) copy(await answer.text()); else say('That did not work (' + answer.status + ').');
    }
    if ('close' in button.dataset) one('input[name=status]', button.closest('fieldset')).disabled = false;
  }, true);

  /** Steps of an axis on which things are counted. */
  const WHOLE = [1, 2, 5].flatMap(step => [0, 1, 2, 3, 4, 5, 6, 7, 8].map(power => step * 10 ** power)).sort((a, b) => a - b);

  /** Hour and minute, UTC; the day at its beginning. */
  function clock(seconds) {
    const text = new Date(seconds * 1000).toISOString();
    return text.slice(11, 16) === '00:00' ? text.slice(5, 10) : text.slice(11, 16);
  }

  function chart(element) {
    element.dataset.drawn = 'yes';
    const lines = JSON.parse(element.dataset.chart);
    const style = getComputedStyle(document.documentElement);
    const colour = name => style.getPropertyValue('--' + name).trim();
    const text = getComputedStyle(document.body).color;
    const axis = { stroke: text, grid: { stroke: colour('tint') }, ticks: { stroke: colour('line') } };
    const series = [{ value: (u, v) => v === null ? '' : new Date(v * 1000).toISOString().slice(0, 16).replace('T', ' ') }];
    lines.series.forEach((line, i) => series.push({
      label: line.label,
      stroke: colour(line.colour) || text,
      width: line.dash ? 1.5 : 2,
      dash: line.dash ? [6, 4] : undefined,
      points: { show: !line.dash && lines.times.length < 40 }
    }));
    const draw = new uPlot({
      width: element.clientWidth, height: 200, series, tzDate: ts => uPlot.tzDate(new Date(ts * 1000), 'UTC'),
      axes: [Object.assign({ values: (u, splits) => splits.map(clock) }, axis), Object.assign({ size: 56, incrs: lines.whole ? WHOLE : undefined }, axis)], scales: { y: { range: (u, min, max) => [0, Math.max(1, max * 1.1)] } }
    }, [lines.times].concat(lines.series.map(line => line.values)), element);
    new ResizeObserver(() => draw.setSize({ width: element.clientWidth, height: 200 })).observe(element);
  }

  function prepare(from) {
    all('[data-chart]:not([data-drawn])', from).forEach(chart);
  }
  prepare(document);
})();
