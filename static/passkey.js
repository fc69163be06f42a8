// Passkeys need a script: it asks the device, and sends the answer with an ordinary form.
// Where the browser cannot do it, the part of the page stays hidden and the other ways in are there.
(() => {
	const can = typeof PublicKeyCredential === 'function' && 'parseRequestOptionsFromJSON' in PublicKeyCredential;
	if (!can) return;

	async function optionsFrom(path) {
		const answer = await fetch(`/api/auth/passkey/${path}`, { credentials: 'same-origin' });
		if (!answer.ok) throw new Error(`${answer.status}`);
		return answer.json();
	}

	const ask = {
		'sign-in': async () => {
			const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
				await optionsFrom('generate-authenticate-options'),
			);
			return navigator.credentials.get({ publicKey: { ...publicKey, userVerification: 'required' } });
		},
		add: async () => {
			const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
				await optionsFrom('generate-register-options'),
			);
			return navigator.credentials.create({ publicKey });
		},
	};

	for (const part of document.querySelectorAll('[data-passkey]')) {
		const form = part.querySelector('form');
		const problem = part.querySelector('[data-passkey-problem]');
		part.hidden = false;
		form.addEventListener('submit', async (event) => {
			event.preventDefault();
			problem.textContent = '';
			try {
				const answer = await ask[part.dataset.passkey]();
				form.elements.namedItem('response').value = JSON.stringify(answer.toJSON());
				form.submit();
			} catch {
				problem.textContent = part.dataset.failed;
				for (const button of form.querySelectorAll('button')) button.disabled = false;
			}
		});
	}
})();
