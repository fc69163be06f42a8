/** Printed words of the paper form as pictures, one bit for each point, deflated: a scan has no fonts. */
export const paperLabels = {
	/** 気づき・困りごと　連絡票 */
	title: {
		width: 368,
		height: 40,
		bits:
			'7dRNattAFAfw/3SCJgshtbtARdQjKDst3CoH6CG06Lbg7hQw9oAh3Zj2AoFcIQcodIxLs0mbbRdeTAhkrV3dYvzKmxmpdtKeoBVGMpqfZt578w' +
			'H8E9fQ3Y8fvBe6/1tjX5htXSNyz5RoDdcSh3YUqJEJLYmIHYBoiKTXIujM6xI1DmTQ3BlkEfpOgEzMLXdQB51NqC0kaXmKoMUF1Mhrk4nLFRR9' +
			'R+x1MqH26K3Xflihc/4o6HcjpPQTCZ7xK4Uat4l03UpOXa2Qku31WQZFLRJfgUc5zW9z5fVHsqg2gESvL3zGSrTuWZG5qyIsTmOoiqygFH4Qr2' +
			'3QyhexrM3oZOY0N+St1GE2EqKlsL4+8hydHhRLpw95KC0MxHmnpQn6Q6+fonGayzSAMDnXvkEibCaN8nPvw+a4n+jGZ0nE0dmcWmCNRLaZ1EG7' +
			'KmFckTnS6x3tfrva541xWZvJ4rpbbEHXTkffeu3viMp6TtfKTGgF4E3QQ6fjZa+ToCuarzfCOm1ugi5cltnXXodVFeVk4hGsT2VuOJpIrlx/B5' +
			'eZ1JGTB0GjRpyTT+LEOJ0EXSzOhE6cLH/r1+9p6tZ3pQ2nH6Nx2i6WHPG2nlD7ZSZYa6S8sZTuFvOxOeOI7+mrK6E5MaTcd94vffAGK+9Hwjor' +
			'GJpPXLod3bgsB0C3G1iXhQUa+xnVqisu70teIIfYQ65dVXJdi9lLoYdFA7TDO1QGShe9Tg1S2iB1k4fnFmIWC22LDNKWr/ACbmt150mloWgD6X' +
			'VD9GOW0tQUKVL92G12saU5aJZjf/pU1MYpTaet4mNksHWeJf2E77yMY6GlfdCwB+z/4bCM9/D/+sv1Cw==',
	},
	/** （デモ地域の見本です。書かれた人はいません） */
	sample: {
		width: 336,
		height: 25,
		bits:
			'7dIxbxMxFAfw/7PD9UBXxYglQ6VYBAWxgEURKhLq3RXExIfw0YGRTqx1r4FkiBDkA8DAwgh8AiegKEgMjIyn9gvcgFCGEBO7ICrxCZB4gy09/f' +
			'xs6z3gHwkCC7vxizzJxX+pBADHOUBa8xbkgswAZ+XqpIERAqGQaABgzW/tumvN820iSFp6mWQn0golwVAY4XnDl+1+fVU/OnCQ7bq9BHd10X9G' +
			'tZda7leFUb8kw/e5MYMxNZ3RoaZd9N83LeyFhVa+puS/5eVPyxeDnLCHnfDOw7v2iACrlBaMXKXJ/ypdMlybjd7FucMcT8iCXHUvn1CbrFRS7B' +
			'8VyIKESRdXZ6PXrYLwBj2mfW5alASSUsnW6nbMKdxuGLqz0bEoiC7BMO1/9LRTci+FjL2cnZIvj0XueDfIVbbHSwaurtQXY4aHNAiSDMPjuspV' +
			'dj/qwFBVwY17Z0omI7G51YlTaIp3AUS+nVPqjyv7ef2Hscixko31MpJJfH3jJnat5vGO7xEHR3T21pcPZphJaDoQMHcSKj/KVrR5YwMPpOTJ1E' +
			'9IBJrzOd+LuG/ibU6Am2zR4TBV/HwVYxvpZG34Z1iYQrRmwyxVMBn+x+n4CQ==',
	},
	/** 受け取った日 */
	received: {
		width: 112,
		height: 27,
		bits:
			'tc8xCsJAEAXQvzNxd0HBRERTiC7xAouFbQQvEj2B9haLtQfwOBFyCEvBCwiCbCFENtrYCv7uwWeGD/wY/kK9F8oD0EFdT8y2Ue4RrSTT8Aa0YT' +
			'TkVArqW6AOokzm14cB0qBJXTHPTdfFQTEqQT2zuyTevsWz4mLicFPVkeD7AsaGJssWU1J+JA6KKXEwWRDOknjrUKwbbaRU9xJlI/GkDgYFu+Ux' +
			'95ioMsXIjnEK/zQcEDfjjMY/8gI=',
	},
	/** 地区 */
	area: {
		width: 40,
		height: 27,
		bits:
			'hcSxDUBgFIXRT3L/aA0gFNaQaAxC8mgtoJCwGHmJNRT2ILQKpzjwJb3F1yETyBShzmfywTc0eo9OL59SZJ4RbCmIu6UltbBOSVMDb9V+HSB+3A' +
			'==',
	},
	/** 気づいたこと・困っていること */
	body: {
		width: 248,
		height: 27,
		bits:
			'3ZGxTgJBFEXPY4hLInGpDCYkDPoDAzFKxxK1tLC0m0+gtDBxCAUtJaWfMgY+REJhu6WFsmbfUmhlaeLr5pzM5N558HdT+1VLBq39cVSEHzopoj' +
			'xXug04CdCN8BQV1IEZ4ZjRq+pxIC1WBAkKmjAyTHekoTGsdL1tCLUKHBZmOyM6oJlXmpYh1ivQImVFZssYES4/wyPOkDUqkO5ghT/LIUGi28ze' +
			'sAY/CiXQZlf48nYTif3NXFRPouaqD0ptvRaT2L8LgjfYaLVYcgovpc60++C+1EIvWAVmC9OGuyajTH9xGwQrDddxFVhhpku73uvzm2BwsrQDq0' +
			'C2pLJgjdfH3TgcMJQFPa/A9LMPcuZuOOk86J93SMnpRwVHJxG8zPJunrzrxnISPN2goE38vsCW8E/mCw==',
	},
	/** どうなったらよいか */
	wish: {
		width: 160,
		height: 27,
		bits:
			'zc8xSsRAFMbx/8uE7ICBrNhMoxnc1iJ2KUQjXiTuOSyexsJC0NJjeIRZvMgcIeUuyK5O1jPIfvCaHx8fPPiPhEADWHJQ0mXSbfGTzeKfGQEugC' +
			'PoUZcnK8BsAuyYk0wGpPyd7Hpwyb5dUW1UPmVL5yud73vZ6YsSzcAXD/F4fRJRZ8SqKMJA9HNu2r0FA/I4gG9oLerE2K5IZiZrLGolsyQzNfhz' +
			'vK2DvX2aHjLZItAvwTVjuSqmXsF9T1hC27yWmjvMG1csvNG7Dxkvn2daviM7ItecsVpXocZgRw4pPw==',
	},
	/** 名前を出さずに、地域の話し合いに使ってよい */
	consent: {
		width: 368,
		height: 27,
		bits:
			'7dK/axRBFAfw7+xObreYu5t0E0TvCVvYCJMugcitJohEJZaWK7G0sBQV8xKGXAohFiLp/DcsJyLa+A9YuZIDG9HtTBFuvNkL/ij8AwRfMcw8Pv' +
			'N4zDzgHw0WAoD8lchlwrNd2q5J/ofehoWEAJ7Hs1Iy8Ug/NYSMf9MqLuIEO1PtrABe6Ji9IZMS6DNBMWAwFzwwqFudyn44ClG/wsGpDvVW1jDB' +
			'lKQNlAGy4BW4RCfeqeDsVhNO9ARQN12CDwwmWEvGTFQOSDXthCsMcqAs4SwYbAEMN14m4sALJlSGco2zoW2oXzNh/lk2Ln3UfqbVY/dw1ax+Oy' +
			'Z8/EpK49IeP4GOtS3QyKI8rkODMmt194tbv6qr2AlLkhoX97aPYKPWQC2Ly/ssgUpNAdB979bf6M26PUTd3RvFtlotwmi82hNSn29yT+2buOvO' +
			'VmKmOxrdwKfaIGNXXFkRUlek/IWZfuRslTUVho3t6PiCM+0NBuyK8m7UyHgZhP7GKO3Q5lhXIL24a1gdQLDFBG8NFng0LtdaLXgZFivXeoNO9b' +
			'rQZEjPJwusbkHAin1eyyFi7fJUL7IBytvf08OdQpMlfQaGlUUKI5S/h6ipvHMYmqUqg52o6V/5EfWTQtuadA8mqAc4h/72U1oCRHDkh4fQcW50' +
			'nNwt7ta99HMz4GEjodF9x/eR8jHiFLE78hDt9ueEeyRSS1CbnBOM//H3+AE=',
	},
} as const;
