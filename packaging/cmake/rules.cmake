# How a room, a program and a test are built: one way for all.

add_library(budayang_flags INTERFACE)
target_include_directories(budayang_flags INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_definitions(budayang_flags INTERFACE _GNU_SOURCE
  $<$<BOOL:${BUDAYANG_SEAMS}>:BUDAYANG_SEAMS=1>)
target_compile_options(budayang_flags INTERFACE
  -Wall -Wextra -Werror -Wshadow -Wvla -Wformat=2 -Wundef -Wpointer-arith -Wcast-qual
  $<$<COMPILE_LANGUAGE:C>:-Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition>
  -fstack-protector-strong -fno-common -fPIE)
target_link_options(budayang_flags INTERFACE -pie -Wl,-z,now -Wl,-z,relro)
if(BUDAYANG_SANITIZE)
  target_compile_options(budayang_flags INTERFACE -fsanitize=${BUDAYANG_SANITIZE}
    -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(budayang_flags INTERFACE -fsanitize=${BUDAYANG_SANITIZE})
else()
  target_compile_definitions(budayang_flags INTERFACE
    $<$<NOT:$<CONFIG:Debug>>:_FORTIFY_SOURCE=2>)
endif()

# room(platform/base SOURCES a.c b.c LINKS platform/other PkgConfig::SDL2)
# One static library per folder; links follow the arrows that the includes follow.
function(room name)
  cmake_parse_arguments(R "" "" "SOURCES;LINKS" ${ARGN})
  string(REPLACE "/" "_" target ${name})
  add_library(${target} STATIC ${R_SOURCES})
  target_link_libraries(${target} PUBLIC budayang_flags)
  foreach(link ${R_LINKS})
    string(REPLACE "/" "_" dep ${link})
    target_link_libraries(${target} PUBLIC ${dep})
  endforeach()
endfunction()

# program(kiosk-devices SOURCES main.c LINKS drivers/service)
function(program name)
  cmake_parse_arguments(P "" "FOLDER" "SOURCES;LINKS" ${ARGN})
  add_executable(${name} ${P_SOURCES})
  target_link_libraries(${name} PRIVATE budayang_flags)
  foreach(link ${P_LINKS})
    string(REPLACE "/" "_" dep ${link})
    target_link_libraries(${name} PRIVATE ${dep})
  endforeach()
  if(P_FOLDER)
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY
      ${CMAKE_BINARY_DIR}/${P_FOLDER})
  else()
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
  endif()
endfunction()

# unit_test(base_text SOURCES text_test.c LINKS platform/base): a cmocka program, label "unit".
function(unit_test name)
  cmake_parse_arguments(T "" "" "LABEL;SOURCES;LINKS" ${ARGN})
  add_executable(${name} ${T_SOURCES})
  target_link_libraries(${name} PRIVATE budayang_flags PkgConfig::cmocka)
  target_compile_definitions(${name} PRIVATE TEST_DATA="${CMAKE_SOURCE_DIR}/tests/data"
    SOURCE_ROOT="${CMAKE_SOURCE_DIR}")
  foreach(link ${T_LINKS})
    string(REPLACE "/" "_" dep ${link})
    target_link_libraries(${name} PRIVATE ${dep})
  endforeach()
  add_test(NAME ${name} COMMAND ${name})
  if(NOT T_LABEL)
    set(T_LABEL unit)
  endif()
  set_tests_properties(${name} PROPERTIES LABELS "${T_LABEL}" TIMEOUT 120)
endfunction()

# sim_test(http_test SOURCES … LINKS …): a test in a house of its own, with running programs.
function(sim_test name)
  set(sanitized 0)
  if(BUDAYANG_SANITIZE)
    set(sanitized 1)
  endif()
  unit_test(${name} LABEL sim ${ARGN})
  target_sources(${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests/unit/platform/house.c)
  target_compile_definitions(${name} PRIVATE
    PROVINCE_STANDIN="$<TARGET_FILE:province-standin>" KIOSK_PLATFORM="$<TARGET_FILE:kiosk-platform>"
    SANITIZED=${sanitized})
  add_dependencies(${name} province-standin kiosk-platform)
endfunction()
