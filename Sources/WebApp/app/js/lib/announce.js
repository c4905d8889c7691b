// Words for screen readers. The same words twice are spoken twice: the region is emptied first.

const into = (id) => (text) => {
  const region = document.getElementById(id);
  region.textContent = '';
  setTimeout(() => { region.textContent = text; }, 60);
};

export const say = into('say');
export const shout = into('shout');
