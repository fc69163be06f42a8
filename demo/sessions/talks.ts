import type { SingleSession } from './types.ts';

/** 話し合い that belong to no forum: each took up one issue, and some of them became プラットフォーム. */
export const talks: readonly SingleSession[] = [
	{
		key: 'talk:new-mothers',
		kind: 'talk',
		title: '越してきた子育て家庭を迎える話し合い',
		theme: 'はじめの一回に、だれが付き添うか',
		lead: '転入の多い埠頭新町で、はじめての集まりに来やすくする方法を話し合います。',
		ago: 352,
		starts: '10:00',
		ends: '11:45',
		place: '埠頭新町集会所',
		address: '蒼浜区埠頭新町1-4',
		areas: ['埠頭新町'],
		issue: 'new-mothers',
		capacity: 30,
		content: {
			headcount: 18,
			pillars: [
				{
					question: 'はじめての集まりは、何が心配ですか',
					summary: '一人で扉を開けることが、いちばんの壁。',
					said: [
						{
							name: '保護者の声',
							by: 'residents',
							opinions: [
								'知らない人の輪に入るのがこわいです。',
								'泣いたらどうしようと思います。',
								'予約すると、行けなくなったとき申し訳ないです。',
								'昼ごはんがあると、外に出る理由になります。',
							],
						},
						{
							name: '迎える側から',
							by: 'civicGroup',
							opinions: [
								'入口で待つ人を決めておきます。',
								'途中から来ても、途中で帰ってもよい会にします。',
							],
						},
					],
				},
				{
					question: 'だれと、何ができますか',
					summary: '店・自治会・絵本の会・子育て団体で、月2回の昼ごはん。',
					said: [
						{
							name: 'できること',
							by: 'company',
							opinions: ['店の2階を、昼に使ってもらえます。', '野菜を少しずつ出せます。'],
						},
						{
							name: '付き添い',
							by: 'residents',
							opinions: ['民生委員が、健診の会場から一緒に歩きます。'],
						},
					],
				},
			],
			results: [
				{
					kind: 'jointPossibility',
					lines: ['予約のいらない昼ごはんの会を、月に2回開く', '健診の会場から集いまで一緒に歩く'],
				},
				{ kind: 'missingFunction', lines: ['はじめの一回に付き添う人'] },
			],
			decisions: [
				{
					text: '予約のいらない昼ごはんの会を、プラットフォームとしてよびかける。',
					whoDoes: 'NPO法人 SODATE',
					byWhen: '来月',
					organisations: ['NPO法人 SODATE'],
					positions: ['residents', 'company'],
				},
			],
			report:
				'18人が参加しました。はじめての集まりの扉を一人で開けることが、いちばんの壁だとわかりました。店、自治会、絵本の会、子育て団体が力を出し合い、予約のいらない昼ごはんの会をよびかけることになりました。',
		},
	},
	{
		key: 'talk:eighty-fifty',
		kind: 'talk',
		title: '世帯まるごとの相談を考える話し合い',
		theme: '親と子を、別々に支えないために',
		lead: '高齢の親と、家にいる子の世帯を、地域でどう支えるかを話し合います。',
		ago: 333,
		starts: '14:00',
		ends: '16:00',
		place: '北浜西地域センター 会議室',
		address: '蒼浜区北浜西2-8',
		areas: ['北浜西', '橋詰'],
		issue: 'eighty-fifty',
		content: {
			headcount: 21,
			pillars: [
				{
					question: '相談が届かないのは、なぜでしょうか',
					summary: '恥ずかしさと、窓口が分かれていること。',
					said: [
						{
							name: '家族から',
							by: 'residents',
							opinions: [
								'だれにも知られたくないと思ってきました。',
								'親のことは相談できても、子のことは言えません。',
							],
						},
						{
							name: '窓口から',
							by: 'expert',
							opinions: [
								'親の担当と子の担当が、会ったことがありません。',
								'本人が望まないうちは、動けません。',
							],
						},
						{
							name: '団体から',
							by: 'civicGroup',
							opinions: ['会に来られない方に、手紙を書いています。'],
						},
					],
				},
				{
					question: '何から始めますか',
					summary: '一つの入口と、家族が語れる場。',
					said: [
						{
							name: '始めること',
							by: null,
							opinions: [
								'名前を言わなくてよい電話の日をつくります。',
								'親の訪問のとき、子あての手紙を置いてきます。',
								'支える人どうしの勉強会が必要です。',
							],
						},
					],
				},
			],
			results: [
				{
					kind: 'missingFunction',
					lines: ['世帯全体の相談を受ける入口', '支える人どうしが情報を共有するための決まり'],
				},
			],
			report:
				'21人が参加しました。恥ずかしさと、窓口が分かれていることが壁だとわかりました。一つの入口をつくる取り組みを、よびかけることになりました。',
		},
	},
	{
		key: 'talk:hill-shopping',
		kind: 'talk',
		title: '坂の上の暮らしを話す会',
		theme: '買い物と通院の足をどうするか',
		lead: '店がなくなった松ヶ原台で、買い物と通院の方法を話し合います。',
		ago: 300,
		starts: '13:30',
		ends: '15:30',
		place: '松ヶ原台会館',
		address: '蒼浜区松ヶ原台3-2',
		access: '坂の下から送迎の車が出ます（13時10分）。',
		areas: ['松ヶ原台'],
		issue: 'hill-shopping',
		content: {
			headcount: 27,
			pillars: [
				{
					question: 'どんなときに困りますか',
					summary: '下りより、荷物を持った上りがつらい。',
					said: [
						{
							name: '住んでいる立場から',
							by: 'residents',
							opinions: [
								'米と水は、もう何年も自分で買っていません。',
								'通院の日は、帰りの坂で3回休みます。',
								'雪の日は、だれも外に出られません。',
								'品物を自分で選ぶのが楽しみでした。',
								'若い家族も、ベビーカーで困っています。',
							],
						},
						{
							name: '手伝う立場から',
							by: 'civicGroup',
							opinions: ['代わりに買ってくると、申し訳なさそうにされます。'],
						},
					],
				},
				{
					question: '使えるものは何ですか',
					summary: '昼の2時台に空いている車と、店の駐車場。',
					said: [
						{
							name: '車',
							by: 'welfareCorporation',
							opinions: ['送迎の車が、昼に2時間空いています。'],
						},
						{
							name: '店と配達',
							by: 'company',
							opinions: [
								'昼の2時台なら、定期で走れます。',
								'店の前に、座って待てる所をつくれます。',
								'重い物は、翌日に届けます。',
							],
						},
						{ name: '役割', by: 'residents', opinions: ['乗り合いの当番は、町会で組めます。'] },
					],
				},
			],
			results: [
				{ kind: 'resource', lines: ['送迎の車の空き（昼の2時間）', '店の駐車場', '町会の当番'] },
				{ kind: 'jointPossibility', lines: ['決まった曜日の乗り合い便', '重い物の翌日配達'] },
				{ kind: 'missingFunction', lines: ['運転する人の保険', '予約の電話を受ける人'] },
			],
			decisions: [
				{
					text: '乗り合いの便を、プラットフォームとしてよびかける。',
					whoDoes: 'さかみち',
					byWhen: '来月の半ば',
					organisations: ['さかみち', '社会福祉法人 松籟会'],
					positions: ['residents', 'company'],
				},
			],
			report:
				'27人が参加しました。下りより荷物を持った上りがつらいこと、昼の2時台に空いている車があることがわかりました。乗り合いの便をよびかけることになりました。',
		},
	},
	{
		key: 'talk:retired-men',
		kind: 'talk',
		title: '退職してからの居場所を語る夕べ',
		theme: '肩書きのないところから',
		lead: '仕事を離れた方が、地域で何をしてみたいかを話し合います。',
		ago: 295,
		starts: '18:00',
		ends: '20:00',
		place: '北浜東ふれあい館',
		address: '蒼浜区北浜東2-11',
		areas: ['北浜東', '水見'],
		issue: 'retired-men',
		content: {
			headcount: 16,
			pillars: [
				{
					question: '出かけたくなるのは、どんなときですか',
					summary: '頼まれたとき、役に立てるとき。',
					said: [
						{
							name: '出かけたくなるとき',
							by: 'residents',
							opinions: [
								'名指しで頼まれたときです。',
								'道具をさわれる所なら行けます。',
								'終わりの時間が決まっていると行きやすいです。',
								'名刺のいらない会がよいです。',
							],
						},
						{
							name: '迎える側から',
							by: 'civicGroup',
							opinions: [
								'料理の会は、片づけの係まで決まっています。',
								'「教えてください」と頼むと、皆さん生き生きされます。',
							],
						},
					],
				},
				{
					question: '地域で頼みたいことは何ですか',
					summary: '小さな修理、荷物運び、パソコン、子どもの送り。',
					said: [
						{
							name: '頼みたいこと',
							by: null,
							opinions: [
								'おもちゃの修理を手伝ってほしいです。',
								'行事の椅子運びに人手がいります。',
								'ちらしを作れる方を探しています。',
								'朝の横断歩道に立つ方がいると助かります。',
							],
						},
					],
				},
			],
			results: [
				{ kind: 'resource', lines: ['電気・大工・事務・運転の経験がある方'] },
				{ kind: 'jointPossibility', lines: ['「頼みたいこと」と「できること」を合わせる掲示板'] },
			],
			decisions: [
				{
					text: '頼みごとから始まる会を、プラットフォームとしてよびかける。',
					whoDoes: 'ふれあい水曜会',
					byWhen: '次の季節まで',
					organisations: ['ふれあい水曜会'],
					positions: ['residents'],
				},
			],
			report:
				'16人が参加しました。「名指しで頼まれると出かけられる」という声が多く、頼みごとから始まる会をよびかけることになりました。',
		},
	},
	{
		key: 'talk:food-poverty',
		kind: 'talk',
		title: '給食のない日を考える話し合い',
		theme: '食べるものを、気がねなく受け取るために',
		lead: '長い休みや給料日前の食事について、できることを話し合います。',
		ago: 275,
		starts: '18:30',
		ends: '20:15',
		place: '水見地域センター 調理室',
		address: '蒼浜区水見4-7',
		areas: ['水見', '本町'],
		issue: 'food-poverty',
		content: {
			headcount: 20,
			pillars: [
				{
					question: '受け取りにくいのは、なぜですか',
					summary: '時間が合わないこと、人の目が気になること。',
					said: [
						{
							name: '家庭から',
							by: 'residents',
							opinions: [
								'平日の昼は、仕事で行けません。',
								'知り合いに会うのがつらいです。',
								'申し込みの紙に、収入を書くのが苦しいです。',
							],
						},
						{
							name: '学校から',
							by: 'school',
							opinions: ['気になる家庭があっても、品物は配れません。'],
						},
						{
							name: '配る側から',
							by: 'civicGroup',
							opinions: ['必要な方に、届いているかがわかりません。'],
						},
					],
				},
				{
					question: '長い休みに、何ができますか',
					summary: '弁当を、だれでも予約できる形で。',
					said: [
						{
							name: 'できること',
							by: 'civicGroup',
							opinions: ['調理室で、1日40食まで作れます。', '畑の野菜を出せます。'],
						},
						{
							name: '支えること',
							by: 'company',
							opinions: ['店のロビーで受け渡しができます。', '包む材料を寄付できます。'],
						},
					],
				},
			],
			results: [
				{ kind: 'jointPossibility', lines: ['夏休みの弁当を、だれでも予約できる形で届ける'] },
				{ kind: 'missingFunction', lines: ['夜と土曜日の受け渡し場所'] },
			],
			decisions: [
				{
					text: '夏休みの弁当を、プラットフォームとしてよびかける。',
					whoDoes: 'NPO法人 みんなの台所',
					byWhen: '次の長い休みまで',
					organisations: ['NPO法人 みんなの台所', '髙﨑ひなた子ども食堂'],
					positions: ['company', 'school'],
				},
			],
			report:
				'20人が参加しました。時間が合わないこと、人の目が気になることが壁だとわかりました。夏休みの弁当を、だれでも予約できる形でよびかけることになりました。',
		},
	},
	{
		key: 'talk:dementia',
		kind: 'talk',
		title: '店と近所で考える、認知症とともに暮らすまち',
		theme: '声のかけ方とつなぎ先',
		lead: '買い物の場面で気になる方がいたとき、どうするとよいかを話し合います。',
		ago: 215,
		starts: '19:00',
		ends: '20:30',
		place: '本町通り商店会館',
		address: '蒼浜区本町3-5',
		areas: ['本町'],
		issue: 'dementia',
		content: {
			headcount: 17,
			pillars: [
				{
					question: '店では、どんなことがありますか',
					summary: '困るのは、声をかけた後のつなぎ先。',
					said: [
						{
							name: '店から',
							by: 'company',
							opinions: [
								'支払いに時間がかかると、後ろの方がいらだちます。',
								'同じ品を何度も買われます。',
								'ご家族に電話してよいのか迷います。',
							],
						},
						{
							name: '家族から',
							by: 'residents',
							opinions: [
								'店の方が待ってくださると、本人も落ち着きます。',
								'夜に出かけてしまうことを、近所に言えずにいます。',
							],
						},
						{
							name: '専門の立場から',
							by: 'expert',
							opinions: ['電話一本で相談を受けられます。お名前は要りません。'],
						},
					],
				},
				{
					question: '明日からできることは何ですか',
					summary: 'ゆっくりの列と、一枚の連絡先。',
					said: [
						{
							name: 'できること',
							by: null,
							opinions: [
								'「お急ぎでない方」の列をつくります。',
								'レジの横に、相談先の紙を置きます。',
								'30分の講座を、店を閉めた後に開きます。',
							],
						},
					],
				},
			],
			results: [
				{ kind: 'resource', lines: ['店で使う相談先の紙（1枚）'] },
				{ kind: 'openPoint', lines: ['ご家族に連絡してよいときの目安'] },
			],
			report:
				'17人が参加しました。声をかけた後のつなぎ先がわからないことが、店の困りごとでした。一枚の相談先の紙と、短い講座から始めます。',
		},
	},
	{
		key: 'talk:foreign-roots',
		kind: 'smallTalk',
		title: '学校の手紙を いっしょに読む会',
		theme: 'やさしい日本語にしてみよう',
		lead: '学校から来る手紙を、読みやすくする方法を いっしょに考えます。',
		ago: 195,
		starts: '10:00',
		ends: '11:30',
		place: '北浜西 みんなの家',
		address: '蒼浜区北浜西4-16',
		areas: ['北浜西'],
		issue: 'foreign-roots',
		content: {
			headcount: 12,
			pillars: [
				{
					question: '手紙の、どこが むずかしいですか',
					summary: '長い文と、きまりのことば。',
					said: [
						{
							name: '読む人から',
							by: 'residents',
							opinions: [
								'「持参」「厳守」が わかりません。',
								'大切なことが、さいごに書いてあります。',
								'日づけと持ち物だけ、先に知りたいです。',
								'電話で聞くのは むずかしいです。',
							],
						},
						{
							name: '学校から',
							by: 'school',
							opinions: ['短く書くと、失礼にならないか心配でした。'],
						},
					],
				},
			],
			results: [
				{ kind: 'resource', lines: ['手紙のひな形（やさしい日本語）5種類'] },
				{ kind: 'missingFunction', lines: ['毎月の手紙を書き直す人'] },
			],
			report:
				'12人が参加し、学校の手紙5通を一緒に書き直しました。日づけと持ち物を先に書き、短い文にすると、日本語が母語の保護者にも読みやすいとわかりました。',
		},
	},
	{
		key: 'talk:double-care',
		kind: 'study',
		title: '子育てと介護が重なるとき',
		theme: '同じ時期に二つを担う方の話を聞く',
		lead: '当事者の方の話を聞き、まわりにできることを学びます。',
		ago: 168,
		starts: '10:00',
		ends: '11:45',
		place: '蒼浜区民センター 2階 和室',
		address: '蒼浜区本町1-2-3',
		areas: ['本町', '埠頭新町'],
		lecturer: { name: '三枝 みなも', honorific: '氏', affiliation: 'ダブルケアカフェ みなも' },
		study: {
			materials: [
				{
					title: '二つの窓口で使える一枚の用紙（案）',
					titleKana: 'フタツノマドグチデツカエルイチマイノヨウシ',
					source: 'ダブルケアカフェ みなも',
					text: '介護の窓口と子育ての窓口で、同じことを二度書かなくてすむ用紙です。当日みんなで直したものを載せています。',
					hasSheet: true,
				},
				{
					title: '声のかけ方　「大変ですね」より先に聞くこと',
					titleKana: 'コエノカケカタ',
					source: '三枝 みなも 氏の話から',
					text: '・「何曜日が楽ですか」と、都合を先に聞きます。\n・「何時間なら」と、できることの大きさを伝えます。\n・断られても、次の約束だけはしておきます。',
				},
			],
			questions: [
				{
					text: '介護と子育て、どちらの窓口へ先に行けばよいですか。',
					answer:
						'どちらでも大丈夫です。先に行った窓口で「もう一つの相談もあります」と伝えると、つないでもらえます。',
					answerer: '講師の三枝さん',
				},
				{
					text: '半日だけ両方を見てくれる所は、この近くにありますか。',
				},
			],
		},
		content: {
			headcount: 14,
			pillars: [
				{
					question: '話を聞いて、まわりにできることは何ですか',
					summary: '同じ話を二度させない。休める半日をつくる。',
					said: [
						{
							name: 'できること',
							by: null,
							opinions: [
								'二つの窓口で使える一枚の用紙があるとよいです。',
								'半日だけ、両方を見てくれる所がほしいです。',
								'「大変ね」より「何曜日が楽ですか」と聞きます。',
							],
						},
					],
				},
			],
			report:
				'14人が参加しました。二つの窓口で同じ話を繰り返すつらさを聞き、一枚の用紙で済む方法を考えました。',
		},
	},
];
