import type { SingleSession } from './types.ts';

/** 水見地区 福祉連絡会: every few months, for those who work there. */
export const liaisonSessions: readonly SingleSession[] = [
	{
		key: 'liaison1',
		kind: 'liaison',
		title: '災害のときの助けあいを考える',
		theme: '名簿から顔の見える関係へ',
		lead: '助けの要る方と手を貸せる方が、日ごろから知り合う方法を話し合います。',
		ago: 148,
		starts: '14:00',
		ends: '16:00',
		place: '水見地域センター 大会議室',
		address: '蒼浜区水見4-7',
		areas: ['水見'],
		issue: 'disaster',
		content: {
			headcount: 29,
			pillars: [
				{
					question: '災害のとき、何が心配ですか',
					summary: '名簿はあるが、だれがだれの所へ行くかが決まっていない。',
					said: [
						{
							name: '助けの要る立場から',
							by: 'residents',
							opinions: [
								'一人では階段を下りられません。',
								'放送が聞き取れません。',
								'人に迷惑をかけたくないと、言い出せません。',
							],
						},
						{
							name: '町会から',
							by: 'residents',
							opinions: [
								'名簿を開けてよいのは、いつからなのでしょうか。',
								'町会に入っていない方のことがわかりません。',
							],
						},
						{
							name: '施設から',
							by: 'welfareCorporation',
							opinions: ['夜は職員が少なく、近所の手が要ります。', '車いすを貸し出せます。'],
						},
						{ name: '医療から', by: 'expert', opinions: ['電源の要る方を、優先して訪ねます。'] },
						{
							name: '区から',
							by: 'administration',
							opinions: ['個別避難計画づくりを、一緒に進めたいです。'],
						},
					],
				},
				{
					question: '日ごろからできることは何ですか',
					summary: '訓練の前に、お茶を飲む。',
					said: [
						{
							name: 'できること',
							by: null,
							opinions: [
								'訓練の案内を、町会に入っていない方にも配ります。',
								'助けてほしい人が、知らせる係を担います。',
								'中学生と一緒に、避難の道を歩きます。',
								'黄色い布を玄関に掛ける訓練を試します。',
							],
						},
					],
				},
			],
			results: [
				{ kind: 'need', lines: ['夜に動ける人', '黄色い布'] },
				{ kind: 'missingFunction', lines: ['町会に入っていない世帯への連絡'] },
				{ kind: 'openPoint', lines: ['名簿を使ってよいときの決まり'] },
			],
			decisions: [
				{
					text: '黄色い布の訓練を、水見と水見新田で試す。',
					whoDoes: '水見町会・水見新田自治会',
					byWhen: '次の訓練まで',
					organisations: ['水見町会', '水見新田自治会'],
					positions: ['residents', 'welfareCorporation', 'administration'],
				},
			],
			report:
				'29人が参加しました。名簿はあっても、だれがだれの所へ行くかが決まっていないことがわかりました。日ごろから知り合う機会として、黄色い布の訓練を試します。',
		},
	},
	{
		key: 'liaison2',
		kind: 'liaison',
		title: '季節の変わり目をふりかえる',
		theme: '体調と一人暮らし',
		lead: '季節の変わり目の見守りと居場所について、様子を持ち寄ります。',
		ago: 62,
		starts: '14:00',
		ends: '15:45',
		place: '水見地域センター 大会議室',
		address: '蒼浜区水見4-7',
		areas: ['水見'],
		content: {
			headcount: 23,
			pillars: [
				{
					question: 'この時期に、どんなことがありましたか',
					summary: '休みに来る人がふえた。暖房や冷房をがまんする方が心配。',
					said: [
						{
							name: '居場所から',
							by: 'civicGroup',
							opinions: [
								'昼に休みに来る方がふえました。',
								'一人で来る男性も見かけるようになりました。',
							],
						},
						{
							name: '訪問から',
							by: 'expert',
							opinions: [
								'電気代が心配で、暖房や冷房をがまんする方がいます。',
								'水分をとるように言っても、実感がないようです。',
							],
						},
						{
							name: '配達から',
							by: 'company',
							opinions: ['天気の荒れた日は、玄関先で一声多くかけました。'],
						},
					],
				},
			],
			results: [{ kind: 'resource', lines: ['休みどころの地図（水見で9か所）'] }],
			report:
				'23人が参加し、この時期の様子を持ち寄りました。休みどころの地図を、次の季節が来る前に配ります。',
		},
	},
];
