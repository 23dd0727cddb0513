// Starts the components that the page uses. Every page works without it.
// The addresses come from the page, because static files carry a hash in their names.
const own = document.querySelector('script[data-govuk]').dataset;

import(own.govuk).then((govuk) => govuk.initAll());

if (document.querySelector('[data-module^="moj-"]')) {
  import(own.moj).then((moj) => moj.initAll());
}

// The filter of a list starts closed on a phone, where it would push the list out of sight.
if (window.matchMedia('(max-width: 48em)').matches) {
  document.querySelectorAll('details.tc-filter[open]').forEach((panel) => panel.removeAttribute('open'));
}
