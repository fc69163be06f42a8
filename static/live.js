// A page of the hall stays as the server has it: clocks go, and when the session went on the page is fetched again.
(() => {
	const root = document.querySelector('[data-live]');
	if (!root) return;
	const all = (selector, from = document) => [...from.querySelectorAll(selector)];
	const here = location.pathname + (location.search.startsWith('?/') ? '' : location.search);
	const { stream, gone, spread = '0' } = root.dataset;
	const soon = (act) => setTimeout(act, Math.random() * Number(spread));

	// the clock of the server, as this device has it
	let ahead = Number(root.dataset.now) - Date.now();
	const two = (number) => String(number).padStart(2, '0');
	const tick = () => {
		const now = Date.now() + ahead;
		for (const clock of all('[data-due]')) {
			const left = Math.round((Number(clock.dataset.due) - now) / 1000);
			const seconds = Math.abs(left);
			const time = `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
			const words = (left < 0 ? clock.dataset.over : clock.dataset.left).replace('{time}', time);
			if (clock.textContent !== words) clock.textContent = words;
			clock.classList.toggle('run-clock-over', left < 0);
			// whose turn it is follows from the time alone: ask who is next
			if (left > 0 || clock.dataset.again === undefined) continue;
			delete clock.dataset.again;
			soon(renew);
		}
	};
	setInterval(tick, 250);
	tick();

	const placeOf = (element) =>
		element?.closest('[data-part]') && element.closest('form')
			? [element.closest('form').getAttribute('action'), element.getAttribute('name')]
			: undefined;
	function focusAgain([action, name]) {
		const forms = all('form', root).filter((form) => form.getAttribute('action') === action);
		const [form] = forms;
		(form?.querySelector(name ? `[name="${name}"]` : 'button') ?? form?.querySelector('button'))?.focus();
	}

	// what somebody is writing is left alone, unless they have just sent it
	const isWriting = (part) =>
		part.contains(document.activeElement) && document.activeElement.matches('input, textarea, select');

	function show(html, isOwn) {
		const page = new DOMParser().parseFromString(html, 'text/html');
		const fresh = page.querySelector('[data-live]');
		if (!fresh) return location.reload();
		// what was done before is no news any more
		document.querySelector('.done')?.remove();
		Object.assign(root.dataset, fresh.dataset);
		ahead = Number(fresh.dataset.now) - Date.now();
		for (const part of all('[data-part]')) {
			const next = page.querySelector(`[data-part="${part.dataset.part}"]`);
			if (!next || (!isOwn && isWriting(part))) continue;
			const place = part.contains(document.activeElement) && placeOf(document.activeElement);
			const open = all('details', part).map((fold) => fold.open);
			part.replaceChildren(...next.childNodes);
			all('details', part).forEach((fold, at) => (fold.open = open[at] ?? fold.open));
			if (place) focusAgain(place);
		}
		const [said, saying] = [root.querySelector('[data-say]'), fresh.querySelector('[data-say]')];
		if (said && saying && said.textContent !== saying.textContent) said.textContent = saying.textContent;
		tick();
	}

	let isAsking = false;
	let isAskedAgain = false;
	let isGone = false;
	async function renew() {
		if (isGone) return;
		if (isAsking) return void (isAskedAgain = true);
		isAsking = true;
		try {
			const answer = await fetch(here, { headers: { accept: 'text/html' } });
			if (answer.status === 404 || answer.status === 403) leave();
			else if (answer.ok) show(await answer.text(), false);
		} catch {
			// no connection: the clocks go on, and the stream comes back by itself
		}
		isAsking = false;
		if (!isAskedAgain) return;
		isAskedAgain = false;
		renew();
	}

	let source;
	let lastSign = Date.now();
	function leave() {
		isGone = true;
		source?.close();
		const words = document.createElement('p');
		words.className = 'notice';
		words.setAttribute('role', 'status');
		words.textContent = gone;
		root.replaceChildren(words);
	}
	function follow() {
		if (isGone) return;
		source = new EventSource(stream);
		const sign = () => (lastSign = Date.now());
		source.addEventListener('beat', ({ data }) => {
			sign();
			ahead = Number(data) - Date.now();
		});
		source.addEventListener('run', ({ data }) => {
			sign();
			if (data !== root.dataset.version) soon(renew);
		});
		source.addEventListener('notes', () => {
			sign();
			renew();
		});
		source.addEventListener('error', () => {
			if (source.readyState !== EventSource.CLOSED) return;
			renew();
			setTimeout(follow, 3000);
		});
	}
	follow();
	addEventListener('online', renew);
	addEventListener('pageshow', ({ persisted }) => persisted && renew());
	// where no stream comes through, ask
	setInterval(() => {
		if (Date.now() - lastSign < 45000) return;
		lastSign += 15000;
		renew();
	}, 5000);

	// a press on the console does not leave the page
	root.addEventListener('submit', async (event) => {
		const form = event.target;
		if (form.method !== 'post') return;
		event.preventDefault();
		event.stopPropagation();
		if (form.dataset.sent) return;
		form.dataset.sent = 'yes';
		try {
			const body = new URLSearchParams(new FormData(form));
			const answer = await fetch(form.action, { method: 'post', body, headers: { accept: 'text/html' } });
			// what was refused is shown as a page of its own
			if (!answer.ok) throw new Error(answer.statusText);
			if (new URL(answer.url).pathname !== location.pathname) return location.assign(answer.url);
			show(await answer.text(), true);
		} catch {
			form.submit();
		}
		delete form.dataset.sent;
	});

	// the wall stays lit
	if (root.dataset.awake !== undefined) {
		const stayLit = () => navigator.wakeLock?.request('screen').catch(() => undefined);
		document.addEventListener('visibilitychange', stayLit);
		stayLit();
	}
})();
