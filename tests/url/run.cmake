# Pipes the generator into the comparer. Without Node this test fails: a comparison that did not happen proves nothing.
cmake_minimum_required(VERSION 3.25)
find_program(NODE NAMES node nodejs)
if(NOT NODE)
  message(FATAL_ERROR "Node is not installed, and the URL parser is compared with its own: apt-get install nodejs")
endif()
execute_process(
  COMMAND ${NODE} ${CMAKE_CURRENT_LIST_DIR}/generate.mjs ${COUNT} ${SEED}
  COMMAND ${COMPARE} ${COUNT}
  RESULTS_VARIABLE results)
if(NOT results STREQUAL "0;0")
  message(FATAL_ERROR "url_differential: exit status of generator and comparer: ${results}")
endif()
