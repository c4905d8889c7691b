import { addTexts } from '../lib/i18n.js';

addTexts('hi', {
  wait: 'एक क्षण…', again: 'फिर कोशिश करें', home: 'फ़िल्मों पर जाएँ',
});
