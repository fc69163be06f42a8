// Small helps on top of pages that work without it.
(() => {
	const all = (selector, root = document) => [...root.querySelectorAll(selector)];
	const one = (selector) => document.querySelector(selector);
	const words = one('[data-helps]')?.dataset ?? {};
	const live = document.body.appendChild(document.createElement('p'));
	live.className = 'unseen';
	live.setAttribute('role', 'status');

	// where a form was refused, reading begins at what is to be mended
	const refused = one('[data-summary]');
	refused?.focus();

	for (const button of all('[data-print]')) {
		button.hidden = false;
		button.onclick = () => print();
	}

	// the pressed button says that it works; a second press does nothing
	let wake = () => {};
	addEventListener('submit', (event) => {
		const { target: form, submitter: button } = event;
		if (form.dataset.sent) return event.preventDefault();
		if (!button?.dataset.sending) return;
		const text = button.textContent;
		form.dataset.sent = 'yes';
		button.ariaDisabled = 'true';
		button.textContent = live.textContent = button.dataset.sending;
		wake = () => {
			delete form.dataset.sent;
			button.ariaDisabled = null;
			button.textContent = text;
		};
		setTimeout(wake, 20000);
	});
	addEventListener('pageshow', () => wake());

	// long texts that could not be sent are kept in this tab and offered again
	const here = 'unsent:' + location.pathname + '#';
	const fields = (form) => all('textarea, input[type=text]', form);
	try {
		const store = sessionStorage;
		const arrived = !refused && one('main [role=status]');
		for (const key of Object.keys(store))
			if (key.startsWith('unsent:') && JSON.parse(store[key]).sent && (arrived || !key.startsWith(here)))
				store.removeItem(key);
		all('form').forEach((form, index) => {
			if (!form.querySelector('textarea')) return;
			const key = here + index;
			const kept = store[key] && JSON.parse(store[key]).texts;
			const keep = (sent) => {
				const texts = fields(form).map((field) => field.value);
				if (texts.some(Boolean)) store[key] = JSON.stringify({ sent, texts });
			};
			form.addEventListener('input', () => keep(false));
			form.addEventListener('submit', () => keep(true));
			if (!kept || refused || fields(form).every((field, at) => field.value || !kept[at])) return;
			const box = document.createElement('div');
			box.className = 'notice';
			box.append(words.kept);
			const choice = (text, act) => {
				const button = document.createElement('button');
				button.type = 'button';
				button.className = 'button button-secondary';
				button.textContent = text;
				button.onclick = () => {
					act();
					box.remove();
				};
				box.append(' ', button);
			};
			choice(words.restore, () => fields(form).forEach((field, at) => (field.value ||= kept[at] ?? '')));
			choice(words.discard, () => store.removeItem(key));
			form.prepend(box);
		});
	} catch {
		// storage is switched off in this browser: nothing is kept
	}

	// reading aloud, part by part, without the furigana
	const reader = one('[data-read]');
	const voice = window.speechSynthesis;
	if (!reader || !voice) return;
	const start = reader.textContent;
	const show = (speaking) => {
		reader.ariaPressed = String(speaking);
		reader.textContent = speaking ? reader.dataset.stop : start;
	};
	reader.closest('[hidden]').hidden = false;
	addEventListener('pagehide', () => voice.cancel());
	reader.onclick = () => {
		const speaking = reader.ariaPressed === 'true';
		voice.cancel();
		show(!speaking);
		if (speaking) return;
		const page = one('main').cloneNode(true);
		for (const silent of all('rt, [hidden], select', page)) silent.remove();
		const parts = all('h1,h2,h3,p,li,dt,dd,th,td,caption,legend,label,summary', page);
		let last;
		for (const part of parts.filter((part) => !part.querySelector('p,li,dt') && part.textContent.trim())) {
			last = new SpeechSynthesisUtterance(part.textContent.trim());
			last.lang = document.documentElement.lang;
			voice.speak(last);
		}
		last.onend = () => show(false);
	};
})();
