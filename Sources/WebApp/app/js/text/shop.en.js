import { addTexts } from '../lib/i18n.js';

addTexts('en', {
  wait: 'One moment…', again: 'Try again', home: 'To the films', skip: 'Skip to content', nav: 'Main', back: 'Back',
  'failed.title': 'That did not work', 'lost.title': 'Nothing is playing here',
  theme: 'Colours', 'theme.auto': 'as the device', 'theme.light': 'light', 'theme.dark': 'dark',
  foot: 'Seats come and go while you look. Nothing is sold twice.', 'foot.docs': 'API', 'foot.operate': 'For cinemas',
  'offline.bar': 'No connection. What you see may be out of date; your saved tickets still open.',
  'problem.unknown': 'Something unexpected happened. Please try again.',
});
