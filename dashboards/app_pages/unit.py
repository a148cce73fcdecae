from dashboards.components import layout
layout.begin('unit','x')
